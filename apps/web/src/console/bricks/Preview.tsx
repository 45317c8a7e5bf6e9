import { Alert, Chip, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { BASE } from '../../api/mounted-at.ts';
import { api } from '../../api/client.ts';
import { useHasRole } from '../../app/person.ts';
import { languageIn } from '../../ui/country.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { useSpeech } from '../../words/Words.tsx';
import type { Sketch } from './brick.ts';
import { Frame } from './Frame.tsx';
import classes from './Preview.module.css';
import { TestSend } from './TestSend.tsx';

const VIEWS = ['desktop', 'phone', 'dark', 'text', 'question', 'right', 'wrong'] as const;
type View = (typeof VIEWS)[number];
const PAGES: readonly View[] = ['question', 'right', 'wrong'];
/** Mail programs hide what comes after so many bytes. */
const CUT_AT = 100_000;

interface Props {
  sketch: Sketch;
  locales: readonly string[];
  /** Language to begin with. */
  locale: string;
  /** Answers are right or wrong. */
  graded: boolean;
  /** Presentations that differ: the first, and one for each variant. */
  occurrences: number;
  /** Changes when what is looked at does. */
  fresh: string;
}

/** A brick as its readers see it, in the mail and on the page; which view is in the address. */
export function Preview({ sketch, locales, locale, graded, occurrences, fresh }: Props) {
  const t = useTranslations('authoring.preview');
  const { language } = useSpeech();
  const mayTest = useHasRole('author', 'channel-manager', 'programme-admin');
  const [{ view: wanted, rep, occurrence: nth }, setFilters] = useFilters<'view' | 'rep' | 'occurrence'>();
  const [chosen, setChosen] = useState<string | null>(null);
  const view: View = VIEWS.find((one) => one === wanted) ?? 'desktop';
  const page = PAGES.includes(view);
  const as = chosen ?? (rep ? null : locale);
  const occurrence = Math.min(Number(nth) || 0, occurrences - 1);
  const query = { ...sketch, occurrence, ...(as ? { locale: as } : {}), ...(rep ? { rep: Number(rep) } : {}) };
  const address = (path: string, more: Record<string, string>) =>
    `${BASE}/api/v1/previews/${path}?${new URLSearchParams({ ...Object.fromEntries(Object.entries(query).map(([k, v]) => [k, String(v)])), ...more })}`; // prettier-ignore
  const scheme = view === 'dark' ? 'dark' : 'light';
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('what')}
        value={page ? 'page' : 'mail'}
        onChange={(to) => setFilters({ view: to === 'page' ? 'question' : null })}
        data={[
          { value: 'mail', label: t('mail') },
          { value: 'page', label: t('page') },
        ]}
      />
      <Chip.Group value={view} onChange={(to) => setFilters({ view: to === 'desktop' ? null : to })}>
        <Group gap="xs" role="radiogroup" aria-label={t('how')}>
          {viewsOf(page, graded).map((value) => (
            <Chip key={value} value={value} size="sm">
              {value === 'right' && !graded ? t('after') : t(`views.${value}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="sm" align="flex-end">
        <Select
          size="sm"
          label={t('language')}
          flex="1 1 130px"
          data={[...(rep ? [{ value: '', label: t('readersOwn') }] : []), ...locales.map((value) => ({ value, label: languageIn(value, language) }))]} // prettier-ignore
          allowDeselect={false}
          value={as ?? ''}
          onChange={(value) => setChosen(value || null)}
        />
        <ReaderInput
          id={rep ? Number(rep) : null}
          onChange={(id) => (setChosen(null), setFilters({ rep: id === null ? null : String(id) }))}
        />
        {occurrences > 1 && (
          <Select
            size="sm"
            label={t('occurrence')}
            flex="1 1 130px"
            allowDeselect={false}
            data={Array.from({ length: occurrences }, (_, i) => ({ value: String(i), label: i === 0 ? t('first') : t('repeat', { number: i }) }))} // prettier-ignore
            value={String(occurrence)}
            onChange={(value) => setFilters({ occurrence: value === '0' ? null : value })}
          />
        )}
      </Group>
      {!page && <Envelope query={query} fresh={fresh} textOnly={view === 'text'} />}
      {view !== 'text' && (
        <Frame
          src={page ? address('page', { state: view }) : address('mail', { scheme })}
          fresh={fresh}
          title={page ? t('pageFrame') : t('mailFrame')}
          phone={page || view === 'phone'}
          dark={view === 'dark'}
        />
      )}
      {mayTest && <TestSend sketch={sketch} locale={as} occurrence={occurrence} />}
    </Stack>
  );
}

const viewsOf = (page: boolean, graded: boolean): readonly View[] =>
  page ? (graded ? PAGES : ['question', 'right']) : ['desktop', 'phone', 'dark', 'text'];

interface EnvelopeProps {
  query: Sketch & { occurrence: number; locale?: string; rep?: number };
  fresh: string;
  textOnly: boolean;
}

/** Subject and sender, as a list of mails shows them; and the text part. */
function Envelope({ query, fresh, textOnly }: EnvelopeProps) {
  const t = useTranslations('authoring.preview');
  const format = useFormatter();
  const queries = useQueryClient();
  const mail = api.useQuery('get', '/api/v1/previews', { params: { query } }, { placeholderData: (before) => before });
  useEffect(() => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/previews'] }), [queries, fresh]);
  return (
    <Loaded query={mail} rows={1}>
      {({ subject, from, text, htmlBytes, locale }) => (
        <>
          <div>
            <Text fw={700} lang={locale}>
              {subject || t('noSubject')}
            </Text>
            <Text size="sm" c="dimmed">
              {from} · {t('size', { size: format.number(Math.ceil(htmlBytes / 1000)) })}
            </Text>
          </div>
          {htmlBytes > CUT_AT && <Alert color="wrong">{t('tooLong')}</Alert>}
          {textOnly && (
            <div className={classes.stage}>
              <pre className={classes.text} lang={locale} tabIndex={0}>
                {text}
              </pre>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

/** Through whose eyes: somebody made up, or any rep one may see. */
function ReaderInput({ id, onChange }: { id: number | null; onChange: (id: number | null) => void }) {
  const t = useTranslations('authoring.preview');
  const seesReps = useHasRole('channel-manager', 'programme-admin', 'coach', 'auditor');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = api.useQuery(
    'get',
    '/api/v1/reps',
    { params: { query: { limit: 20, ...(search.length > 1 ? { search } : {}) } } },
    { enabled: seesReps, placeholderData: (before) => before },
  );
  const known = api.useQuery('get', '/api/v1/reps/{id}', { params: { path: { id: id ?? 0 } } }, { enabled: id !== null && seesReps }); // prettier-ignore
  if (!seesReps) return null;
  const reps = [...(known.data ? [known.data] : []), ...(found.data?.reps ?? [])];
  const options = new Map(reps.map((rep) => [String(rep.id), `${rep.firstName} ${rep.lastName}`]));
  return (
    <Select
      size="sm"
      label={t('reader')}
      placeholder={t('madeUp')}
      flex="1 1 180px"
      searchable
      clearable
      nothingFoundMessage={t('nobody')}
      data={[...options].map(([value, label]) => ({ value, label }))}
      filter={({ options: all }) => all}
      value={id === null ? null : String(id)}
      onChange={(value) => onChange(value === null ? null : Number(value))}
      onSearchChange={setTyped}
    />
  );
}
