import { Alert, Anchor, Button, Group, List, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { useDraft } from '../../ui/draft.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { tell } from '../../ui/tell.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import type { Line } from './cadence.ts';
import { AboutFields, RhythmFields } from './LineFields.tsx';
import { bodyOf, isSlug, NEW_LINE, slugOf, valuesOf, type LineValues } from './line-values.ts';

/** Makes a line, or changes one: the address says which. */
export function Component() {
  const slug = useParams().slug;
  return slug === undefined ? <Form line={null} /> : <Change key={slug} slug={slug} />;
}

function Change({ slug }: { slug: string }) {
  const line = api.useQuery('get', '/api/v1/lines/{slug}', { params: { path: { slug } } });
  return (
    <Loaded query={line} whole>
      {(found) => <Form line={found} />}
    </Loaded>
  );
}

function Form({ line }: { line: Line | null }) {
  const t = useTranslations('authoring.lines');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [theirs, setTheirs] = useState<Line | null>(null);
  const form = useForm<LineValues>({
    initialValues: line ? valuesOf(line) : NEW_LINE(language),
    validate: {
      slug: (slug) => (slug === '' || isSlug(slug) ? null : t('slugForm')),
      name: (name, { locale }) => (name[locale]?.trim() ? null : t('nameMissing')),
      segments: (chosen) => (chosen.length ? null : t('segmentsMissing')),
      weekdays: (days) => (days.length ? null : t('weekdaysMissing')),
      at: (at, { until }) => (at ? (until && at >= until ? t('atAfter') : null) : t('atMissing')),
    },
  });
  const kept = useDraft(line ? `line:${line.slug}` : 'line', form);
  const done = (saved: Line) => {
    kept.forget();
    form.resetDirty();
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/lines'] });
    queries.setQueryData(
      api.queryOptions('get', '/api/v1/lines/{slug}', { params: { path: { slug: saved.slug } } }).queryKey,
      saved,
    );
    tell(line ? words('saved') : t('made', { line: nameIn(saved.name, language) }));
    void navigate(`/lines/${saved.slug}`);
  };
  const onError = (error: unknown) => {
    showFaults(form, error);
    if (isProblem(error) && error.code === 'line.exists') form.setFieldError('slug', t('slugTaken'));
    if (isProblem(error) && error.code === 'line.changed') setTheirs((error as { current?: Line }).current ?? null);
  };
  const change = api.useMutation('put', '/api/v1/lines/{slug}', { onSuccess: done, onError });
  const create = api.useMutation('post', '/api/v1/lines', { onSuccess: done, onError });
  const submit = (values: LineValues) => {
    if (line) return change.mutate({ params: { path: { slug: line.slug } }, body: bodyOf(values) });
    const { revision: _, ...body } = bodyOf(values);
    create.mutate({
      body: { ...body, status: 'draft', slug: values.slug || slugOf(nameIn(values.name, values.locale)) },
    });
  };
  const error = change.error ?? create.error;
  const bricks = isProblem(error) && error.code === 'line.bricks' ? (error.errors ?? []) : [];
  const back = line ? `/lines/${line.slug}` : '/lines';
  return (
    <Screen
      title={line ? t('changeTitle', { line: nameIn(line.name, language) || line.slug }) : t('new')}
      lead={t(line ? 'changeLead' : 'newLead')}
      trail={
        <Anchor component={Link} to={back} mb="xs" display="inline-block">
          {line ? nameIn(line.name, language) || line.slug : t('title')}
        </Anchor>
      }
    >
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="lg" maw={860}>
          {kept.restored && <Alert>{t('restored')}</Alert>}
          {theirs ? (
            <Alert color="wrong" role="alert" title={t('theirs')}>
              <Stack align="flex-start">
                {t('theirsWhat')}
                <Group>
                  <Button
                    variant="default"
                    onClick={() => {
                      form.setFieldValue('revision', theirs.revision);
                      setTheirs(null);
                      change.reset();
                    }}
                  >
                    {t('keepMine')}
                  </Button>
                  <Button
                    variant="default"
                    onClick={() => {
                      form.setInitialValues(valuesOf(theirs));
                      form.reset();
                      kept.forget();
                      setTheirs(null);
                      change.reset();
                    }}
                  >
                    {t('takeTheirs')}
                  </Button>
                </Group>
              </Stack>
            </Alert>
          ) : (
            <FormTrouble error={error} />
          )}
          {bricks.length > 0 && (
            <List>
              {bricks.map(({ what }) => (
                <List.Item key={what}>{what}</List.Item>
              ))}
            </List>
          )}
          <AboutFields form={form} fixed={line !== null} />
          <RhythmFields form={form} />
          <Group>
            <Button
              type="submit"
              loading={change.isPending || create.isPending}
              disabled={line !== null && !form.isDirty()}
            >
              {line ? words('save') : t('make')}
            </Button>
            <Button component={Link} to={back} variant="default" onClick={kept.forget}>
              {words('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Screen>
  );
}
