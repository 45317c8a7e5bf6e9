import { Alert, Button, Group, List, Stack, Tabs, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../api/problem.ts';
import { Card } from '../../ui/Card.tsx';
import { FormTrouble } from '../../ui/form.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { Preview } from '../bricks/Preview.tsx';
import { StateBadge } from '../bricks/StateBadge.tsx';
import { LineTrail } from '../lines/LineTrail.tsx';
import { useAutosave } from './autosave.ts';
import { BrickFields } from './BrickFields.tsx';
import { Conflict } from './Conflict.tsx';
import type { Draft } from './document.ts';
import { DraftChanges } from './DraftChanges.tsx';
import { EditorContext } from './editor-context.ts';
import classes from './Editor.module.css';
import { placeOf, useFaults } from './faults.ts';
import { Languages } from './Languages.tsx';
import { Overtaken } from './Overtaken.tsx';
import { useReview } from './review.ts';
import { ReviewActions } from './ReviewActions.tsx';
import { ReviewNotice } from './ReviewNotice.tsx';
import { SaveState } from './SaveState.tsx';

/** A draft being written, beside what its readers will see. */
export function Editor({ draft }: { draft: Draft }) {
  const t = useTranslations('authoring.editor');
  const [{ locale: wanted, beside, occurrence = '0' }, setFilters] = useFilters<'locale' | 'beside' | 'occurrence'>();
  const [unlocked, setUnlocked] = useState(false);
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<{ where: string } | null>(null);
  const shown = useRef<{ where: string } | null>(null);
  const mayWrite = draft.acts.includes('write');
  const locked = !mayWrite || (draft.state !== 'draft' && !unlocked);
  const saving = useAutosave(draft, !locked);
  const { form } = saving;
  const { document } = form.values;
  const faults = useFaults(draft, form.values, tried || draft.note !== null);
  const review = useReview({
    draft,
    flush: saving.flush,
    onDone: (now) => {
      saving.adopt(now);
      setUnlocked(false);
    },
  });
  const invalid = isProblem(review.error) && review.error.code === 'draft.invalid';
  const { wordings } = document;
  const locale = wordings.some((w) => w.locale === wanted) ? wanted! : draft.locale;
  const setLocale = (to: string) => setFilters({ locale: to === draft.locale ? null : to });
  /** Texts come before what is true in every language, as on the screen. */
  const goToFirst = () => {
    const first =
      draft.faults.find(({ where }) => where.startsWith('wordings.')) ??
      draft.faults.find(({ where }) => where.startsWith('variants.')) ??
      draft.faults[0];
    if (first) setWrong({ where: first.where });
  };
  const submit = async () => {
    setTried(true);
    const done = await review.submit();
    if (!done) goToFirst();
    return done;
  };

  // The first reason may be in another language's tab, or in a variant's: that one is opened, then the field is there to go to.
  useEffect(() => {
    if (wrong === null || shown.current === wrong) return;
    const at = placeOf(document, wrong.where);
    const said = at.locale ?? locale;
    if (said !== locale || (at.locale && at.variant !== Number(occurrence)))
      return setFilters({ locale: said === draft.locale ? null : said, occurrence: at.variant ? String(at.variant) : null }); // prettier-ignore
    shown.current = wrong;
    const field = window.document.querySelector<HTMLElement>(`[data-where="${CSS.escape(wrong.where)}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, [wrong, document, locale, occurrence, draft.locale, setFilters]);

  return (
    <EditorContext value={{ form, draft, locked, faultAt: faults.at }}>
      <Screen
        title={wordings.find((w) => w.locale === draft.locale)?.title || t('untitled')}
        trail={<LineTrail slug={draft.line} />}
        actions={<ReviewActions draft={draft} review={{ ...review, submit }} busy={saving.state === 'saving'} />}
      >
        <Group gap="md" mt="-sm">
          <StateBadge state={draft.state} />
          {mayWrite && <SaveState state={saving.state} error={saving.error} onSave={() => void saving.save()} />}
        </Group>
        {saving.theirs && (
          <Conflict
            mine={form.values}
            theirs={saving.theirs}
            onKeep={() => void saving.keepMine()}
            onTake={() => saving.adopt(saving.theirs!)}
          />
        )}
        {saving.restored && <Alert>{t('restored')}</Alert>}
        <ReviewNotice draft={draft} onUnlock={mayWrite && locked ? () => setUnlocked(true) : null} />
        {unlocked && draft.state !== 'draft' && <Alert color="wrong">{t('unlocked')}</Alert>}
        {draft.brickId !== null && draft.current !== draft.basedOn && mayWrite && (
          <Overtaken draft={draft} flush={saving.flush} onDone={saving.adopt} />
        )}
        {invalid ? (
          draft.faults.length > 0 && (
            <Alert color="wrong" role="alert" title={t('invalid', { count: draft.faults.length })}>
              <Stack gap="sm" align="flex-start">
                <Text>{t('invalidWhat')}</Text>
                <Button variant="default" size="xs" onClick={goToFirst}>
                  {t('invalidGo')}
                </Button>
              </Stack>
            </Alert>
          )
        ) : (
          <FormTrouble error={review.error} />
        )}
        <div className={classes.columns}>
          <Stack gap="lg">
            <Card title={t('texts')}>
              {faults.elsewhere.length > 0 && (
                <Alert color="wrong" mb="md">
                  <List>
                    {faults.elsewhere.map((what) => (
                      <List.Item key={what}>{what}</List.Item>
                    ))}
                  </List>
                </Alert>
              )}
              <Languages locale={locale} onLocale={setLocale} faults={faults.fields} />
            </Card>
            <Card title={t('facts')}>
              <BrickFields />
            </Card>
          </Stack>
          <div className={classes.beside}>
            <Card>
              <Tabs
                value={beside === 'changes' ? 'changes' : 'preview'}
                onChange={(to) => setFilters({ beside: to === 'changes' ? to : null })}
                keepMounted={false}
              >
                <Tabs.List mb="md">
                  <Tabs.Tab value="preview">{t('preview')}</Tabs.Tab>
                  <Tabs.Tab value="changes">{t('changes')}</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="preview">
                  <Preview
                    key={locale}
                    sketch={{ draft: draft.id }}
                    locales={draft.document.wordings.map((w) => w.locale)}
                    locale={locale}
                    graded={document.kind === 'quiz'}
                    occurrences={1 + draft.document.variants.length}
                    fresh={String(draft.revision)}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="changes">
                  <DraftChanges draft={draft} />
                </Tabs.Panel>
              </Tabs>
            </Card>
          </div>
        </div>
      </Screen>
    </EditorContext>
  );
}
