import { Anchor, Button, Chip, Group, Select, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFilePencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { useHasRole, usePerson } from '../../app/person.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { tell } from '../../ui/tell.ts';
import { nameIn } from '../../words/named.ts';
import { useProblemText } from '../../words/problem-text.ts';
import { useSpeech } from '../../words/Words.tsx';
import { StateBadge } from '../bricks/StateBadge.tsx';

type Listed = components['schemas']['ListedDraftDto'];
const VIEWS = {
  mine: { mine: 'true' },
  review: { mine: 'false', state: ['in-review'] },
  all: {},
  discarded: { state: ['discarded'] },
} as const satisfies Record<string, { mine?: 'true' | 'false'; state?: Listed['state'][] }>;
type View = keyof typeof VIEWS;

/** Bricks being written: one's own, those that wait for one's review, all, and those put away. */
export function Component() {
  const t = useTranslations('authoring.drafts');
  const { language } = useSpeech();
  const writes = useHasRole('author', 'channel-manager', 'programme-admin');
  const views = (Object.keys(VIEWS) as View[]).filter((one) => writes || one === 'all' || one === 'discarded');
  const [{ view: wanted, line }, setFilters] = useFilters<'view' | 'line'>();
  const view = views.find((one) => one === wanted) ?? views[0]!;
  const lines = api.useQuery('get', '/api/v1/lines').data?.lines ?? [];
  const names = new Map(lines.map(({ slug, name }) => [slug, nameIn(name, language) || slug]));
  const drafts = api.useInfiniteQuery(
    'get',
    '/api/v1/drafts',
    { params: { query: { limit: 50, ...VIEWS[view], ...(line ? { line } : {}) } as never } },
    {
      pageParamName: 'before',
      initialPageParam: null,
      getNextPageParam: ({ next }: { next: number | null }) => next ?? undefined,
      placeholderData: (before) => before,
    },
  );
  const list = drafts.data?.pages.flatMap((page) => page.drafts);
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <Group align="flex-end" gap="sm">
        <Chip.Group value={view} onChange={(to) => setFilters({ view: to === views[0] ? null : to })}>
          <Group gap="xs" role="radiogroup" aria-label={t('which')} mih={36}>
            {views.map((one) => (
              <Chip key={one} value={one}>
                {t(`views.${one}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Select
          aria-label={t('line')}
          placeholder={t('anyLine')}
          clearable
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={line ?? null}
          onChange={(value) => setFilters({ line: value })}
        />
      </Group>
      {drafts.isError ? (
        <ErrorNotice error={drafts.error} onRetry={drafts.refetch} />
      ) : !list ? (
        <Loading />
      ) : list.length === 0 ? (
        <Notice icon={IconFilePencil} title={t(`none.${view}`)} what={t(`noneWhat.${view}`)}>
          <Button component={Link} to="/lines">
            {t('toLines')}
          </Button>
        </Notice>
      ) : (
        <Card>
          <Table.ScrollContainer minWidth={720}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('brick')}</Table.Th>
                  <Table.Th>{t('line')}</Table.Th>
                  <Table.Th>{t('writers')}</Table.Th>
                  <Table.Th>{t('state')}</Table.Th>
                  <Table.Th>{t('changed')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((draft) => (
                  <Row key={draft.id} draft={draft} line={names.get(draft.line) ?? draft.line} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={drafts} />
        </Card>
      )}
    </Screen>
  );
}

function Row({ draft, line }: { draft: Listed; line: string }) {
  const t = useTranslations('authoring.drafts');
  const kinds = useTranslations('authoring.kinds');
  const format = useFormatter();
  const me = usePerson();
  const { id, slug, title, kind, brickId, writers, state, updatedAt, updatedBy, acts } = draft;
  const name = (one: { id: number; name: string | null }) => (one.id === me.id ? t('you') : (one.name ?? t('removed')));
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/drafts/${id}`} fw={600}>
          {title || slug}
        </Anchor>
        <Text size="sm" c="dimmed">
          {brickId === null ? kinds(kind) : t('revisionOf', { kind: kinds(kind) })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/lines/${draft.line}`}>
          {line}
        </Anchor>
      </Table.Td>
      <Table.Td>{format.list(writers.map(name))}</Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td>
        <Moment at={updatedAt} relative />
        <Text size="sm" c="dimmed">
          {name(updatedBy)}
        </Text>
        {acts.includes('restore') && <Restore draft={draft} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** Takes a discard back. */
function Restore({ draft: { id, revision, title, slug } }: { draft: Listed }) {
  const t = useTranslations('authoring.review');
  const text = useProblemText();
  const queries = useQueryClient();
  const restore = api.useMutation('post', '/api/v1/drafts/{id}/restore', {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drafts'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drafts/{id}'] });
      tell(t('done.restore', { title: title || slug }));
    },
    onError: (error) => notifications.show({ message: text(error), color: 'wrong', autoClose: false }),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      mt={4}
      loading={restore.isPending}
      onClick={() => restore.mutate({ params: { path: { id } }, body: { revision } })}
    >
      {t('restore')}
    </Button>
  );
}
