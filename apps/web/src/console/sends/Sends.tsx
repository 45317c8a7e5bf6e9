import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconSend } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { addDays, asDate, DAY_ZONE, isDay, today } from './days.ts';
import { PauseButton } from './PauseButton.tsx';
import { moves, type Send } from './send.ts';
import { SendBar, SendLegend } from './SendBar.tsx';
import { SendingNow } from './SendingNow.tsx';
import classes from './Sends.module.css';

const LIVE_MS = 3_000;
const REST_MS = 30_000;

/** What goes out, day by day, and how far it is. Figures move while mails do; nothing is asked for while the tab is hidden. */
export function Component() {
  const t = useTranslations('sends');
  const format = useFormatter();
  const { language } = useSpeech();
  const mayPause = useHasRole('channel-manager', 'programme-admin');
  const [{ to: asked, line }, setFilters] = useFilters<'to' | 'line'>();
  const now = today();
  const to = isDay(asked) ? asked : addDays(now, 1);
  const from = addDays(to, -6);
  const sending = api.useQuery('get', '/api/v1/sending', {}, { refetchInterval: (query) => (query.state.data && query.state.data.due + query.state.data.underWay > 0 ? LIVE_MS : REST_MS / 3) }); // prettier-ignore
  const sends = api.useQuery(
    'get',
    '/api/v1/sends',
    { params: { query: { from, to } } },
    {
      refetchInterval: ({ state }) => (state.data && moves(state.data.sends, now) ? LIVE_MS : REST_MS),
      placeholderData: (before) => before,
    },
  );
  const lines = new Map(sends.data?.sends.map((send) => [send.line, nameIn(send.lineName, language)]));
  const day = (date: string) => format.dateTime(asDate(date), { dateStyle: 'medium', timeZone: DAY_ZONE });
  if (sends.isError && !sends.data) return <ErrorNotice whole error={sends.error} onRetry={sends.refetch} />;
  const move = (days: number) => setFilters({ to: addDays(to, days) === addDays(now, 1) ? null : addDays(to, days) });
  return (
    <Screen
      title={t('title')}
      lead={t('lead')}
      actions={mayPause && sending.data && <PauseButton sending={sending.data} />}
    >
      <Loaded query={sending} rows={1}>
        {(data) => <SendingNow sending={data} />}
      </Loaded>
      <Group justify="space-between" align="flex-end">
        <Group gap="xs" role="group" aria-label={t('week')}>
          <Button variant="default" leftSection={<IconChevronLeft size={18} aria-hidden />} onClick={() => move(-7)}>
            {t('before')}
          </Button>
          <Text fw={600} role="status">
            {day(from)} – {day(to)}
          </Text>
          <Button variant="default" rightSection={<IconChevronRight size={18} aria-hidden />} onClick={() => move(7)}>
            {t('after')}
          </Button>
        </Group>
        <Select
          label={t('line')}
          placeholder={t('anyLine')}
          clearable
          data={[...lines].map(([value, label]) => ({ value, label }))}
          value={line && lines.has(line) ? line : null}
          onChange={(value) => setFilters({ line: value })}
        />
      </Group>
      <Loaded query={sends}>
        {({ sends: all, countedAt }) => {
          const shown = all.filter((send) => !line || send.line === line);
          if (!shown.length) return <Notice icon={IconSend} title={t('none')} what={t('noneWhat')} />;
          return (
            <>
              <SendLegend />
              {[...new Set(shown.map((send) => send.day))].reverse().map((date) => (
                <Day key={date} date={date} sends={shown.filter((send) => send.day === date)} />
              ))}
              {countedAt && (
                <Text size="sm" c="dimmed">
                  {t.rich('countedAt', { when: () => <Moment at={countedAt} relative /> })}
                </Text>
              )}
            </>
          );
        }}
      </Loaded>
    </Screen>
  );
}

function Day({ date, sends }: { date: string; sends: Send[] }) {
  const t = useTranslations('sends');
  const format = useFormatter();
  const { language } = useSpeech();
  const full = format.dateTime(asDate(date), { weekday: 'long', day: 'numeric', month: 'long', timeZone: DAY_ZONE });
  const near = date === today() ? t('today') : date === addDays(today(), 1) ? t('tomorrow') : null;
  return (
    <Card title={near ? `${near}, ${full}` : full.charAt(0).toUpperCase() + full.slice(1)}>
      {sends.map((send) => (
        <div key={send.brickId} className={classes.row}>
          <div>
            <Anchor component={Link} to={`/sends/${send.brickId}/${send.day}`} fw={600}>
              {send.title}
            </Anchor>
            <Text size="sm" c="dimmed">
              {nameIn(send.lineName, language)} · {t(`kinds.${send.kind}`)}
            </Text>
          </div>
          <SendBar send={send} />
        </div>
      ))}
    </Card>
  );
}
