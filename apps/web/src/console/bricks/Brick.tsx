import { Alert, Button, Group, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleMinus, IconPencil } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { useHasRole } from '../../app/person.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { useProblemText } from '../../words/problem-text.ts';
import { LineTrail } from '../lines/LineTrail.tsx';
import { stateOf } from './brick.ts';
import { Diff } from './Diff.tsx';
import { Preview } from './Preview.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Withdraw } from './Withdraw.tsx';

type Version = components['schemas']['ListedVersionDto'];

/** One published brick: what it says, what it said before, and what can be done about it. */
export function Component() {
  const id = Number(useParams().id);
  const versions = api.useQuery('get', '/api/v1/bricks/{id}/versions', { params: { path: { id } } });
  return (
    <Loaded query={versions} whole>
      {({ versions: all }) => <Shown key={id} id={id} versions={all} />}
    </Loaded>
  );
}

function Shown({ id, versions }: { id: number; versions: readonly Version[] }) {
  const current = versions.find((version) => version.current) ?? versions[0]!;
  const [{ version: chosen }] = useFilters<'version'>();
  const shown = versions.find(({ number }) => number === Number(chosen)) ?? current;
  const version = api.useQuery('get', '/api/v1/bricks/{id}/versions/{number}', {
    params: { path: { id, number: shown.number } },
  });
  return (
    <Loaded query={version} whole>
      {(found) => <BrickScreen id={id} versions={versions} shown={shown} version={found} />}
    </Loaded>
  );
}

interface Props {
  id: number;
  versions: readonly Version[];
  shown: Version;
  version: components['schemas']['VersionDto'];
}

function BrickScreen({ id, versions, shown, version }: Props) {
  const t = useTranslations('authoring.brick');
  const kinds = useTranslations('authoring.kinds');
  const text = useProblemText();
  const navigate = useNavigate();
  const mayWrite = useHasRole('author', 'channel-manager', 'programme-admin');
  const mayWithdraw = useHasRole('channel-manager', 'programme-admin');
  const [withdrawing, withdrawal] = useDisclosure();
  const { line, locale, document } = version;
  const bricks = api.useQuery('get', '/api/v1/bricks', { params: { query: { line } } });
  const listed = bricks.data?.bricks.find(({ brickId }) => brickId === id);
  const revise = api.useMutation('post', '/api/v1/drafts/revisions', {
    onSuccess: (draft) => void navigate(`/drafts/${draft.id}`),
    onError: (error) => notifications.show({ message: text(error), color: 'wrong', autoClose: false }),
  });
  return (
    <Screen
      title={document.wordings.find((w) => w.locale === locale)?.title ?? version.slug}
      trail={<LineTrail slug={line} />}
      actions={
        <>
          {mayWithdraw && listed?.status === 'published' && (
            <Button variant="default" leftSection={<IconCircleMinus size={18} aria-hidden />} onClick={withdrawal.open}>
              {t('withdraw')}
            </Button>
          )}
          {mayWrite && (
            <Button
              leftSection={<IconPencil size={18} aria-hidden />}
              loading={revise.isPending}
              onClick={() => revise.mutate({ body: { brickId: id } })}
            >
              {listed?.draft ? t('goOn') : t('revise')}
            </Button>
          )}
        </>
      }
    >
      <Group gap="sm" mt="-sm" c="dimmed">
        {kinds(document.kind)}
        {listed && <StateBadge state={stateOf(listed)} />}
        {listed !== undefined && listed.reached > 0 && t('reached', { count: listed.reached })}
      </Group>
      {listed?.status === 'withdrawn' && <Alert color="wrong">{t('withdrawnWhat')}</Alert>}
      {!shown.current && <Alert>{t('olderVersion', { number: shown.number })}</Alert>}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg">
          <History versions={versions} shown={shown} />
          <Differences id={id} versions={versions} />
        </Stack>
        <Card title={t('preview')}>
          <Preview
            sketch={{ version: version.id }}
            locales={document.wordings.map((w) => w.locale)}
            locale={locale}
            graded={document.kind === 'quiz'}
            occurrences={1 + document.variants.length}
            fresh={String(version.id)}
          />
        </Card>
      </SimpleGrid>
      {listed && (
        <Withdraw
          opened={withdrawing}
          onClose={withdrawal.close}
          brick={listed}
          title={document.wordings[0]?.title ?? ''}
        />
      )}
    </Screen>
  );
}

/** Every version, latest first; one of them is the one shown. */
function History({ versions, shown }: { versions: readonly Version[]; shown: Version }) {
  const t = useTranslations('authoring.brick');
  const format = useFormatter();
  const [, setFilters] = useFilters<'version'>();
  const name = (who: { name: string | null } | null) => who && (who.name ?? t('removed'));
  return (
    <Card title={t('history')}>
      <Radio.Group
        aria-label={t('history')}
        value={String(shown.number)}
        onChange={(number) => setFilters({ version: versions.find((v) => v.current)?.number === Number(number) ? null : number })} // prettier-ignore
      >
        <Stack gap="md">
          {versions.map(({ number, current, title, publishedAt, draft }) => (
            <Radio
              key={number}
              value={String(number)}
              label={
                <Text fw={600} component="span">
                  {current ? t('currentVersion', { number }) : t('version', { number })} · {title}
                </Text>
              }
              description={
                <>
                  <Moment at={publishedAt} />{' '}
                  {draft
                    ? t('made', { writers: format.list(draft.writers.map((writer) => name(writer)!)), approvedBy: name(draft.approvedBy) ?? '–' }) // prettier-ignore
                    : t('fromFiles')}
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
    </Card>
  );
}

/** What changed between two versions, which the address names. */
function Differences({ id, versions }: { id: number; versions: readonly Version[] }) {
  const t = useTranslations('authoring.brick');
  const [{ from: wantedFrom, to: wantedTo }, setFilters] = useFilters<'from' | 'to'>();
  if (versions.length < 2) return null;
  const numbers = versions.map(({ number }) => number);
  const to = numbers.find((number) => number === Number(wantedTo)) ?? numbers[0]!;
  const from =
    numbers.find((number) => number === Number(wantedFrom)) ?? numbers.find((number) => number < to) ?? numbers[1]!;
  return (
    <Card title={t('diff')}>
      <Compared id={id} from={from} to={to} numbers={numbers} onChange={setFilters} />
    </Card>
  );
}

interface ComparedProps {
  id: number;
  from: number;
  to: number;
  numbers: readonly number[];
  onChange: (change: { from?: string | null; to?: string | null }) => void;
}

function Compared({ id, from, to, numbers, onChange }: ComparedProps) {
  const t = useTranslations('authoring.brick');
  const diff = api.useQuery('get', '/api/v1/bricks/{id}/diff', { params: { path: { id }, query: { from, to } } });
  return (
    <Stack>
      <Group gap="sm">
        {(['from', 'to'] as const).map((side) => (
          <Select
            key={side}
            label={t(side)}
            allowDeselect={false}
            data={numbers.map((number) => ({ value: String(number), label: t('version', { number }) }))}
            value={String(side === 'from' ? from : to)}
            onChange={(number) => onChange({ [side]: number })}
          />
        ))}
      </Group>
      <Loaded query={diff}>
        {({ changes }) => (
          <Diff changes={changes} was={t('version', { number: from })} is={t('version', { number: to })} />
        )}
      </Loaded>
    </Stack>
  );
}
