import { Badge, Group, Text, Timeline } from '@mantine/core';
import { IconCheck, IconMail, IconMessage, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

type Received = components['schemas']['ReceivedBrickDto'];

/** Everything a person received, the latest first, with what was answered. */
export function History({ id }: { id: number }) {
  const t = useTranslations('network.reps');
  const history = api.useInfiniteQuery(
    'get',
    '/api/v1/reps/{id}/history',
    { params: { path: { id }, query: { limit: 20 } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  if (history.isError) return <ErrorNotice error={history.error} onRetry={history.refetch} />;
  if (!history.data) return <Loading rows={3} />;
  const received = history.data.pages.flatMap((page) => page.received);
  if (!received.length) return <Notice icon={IconMail} title={t('historyNone')} what={t('historyNoneWhat')} />;
  return (
    <>
      <Timeline bulletSize={28} lineWidth={2} active={received.length}>
        {received.map((one) => (
          <Timeline.Item key={one.deliveryId} {...lookOf(one)} title={one.brick.title}>
            <OneReceived one={one} />
          </Timeline.Item>
        ))}
      </Timeline>
      <More query={history} />
    </>
  );
}

function OneReceived({ one: { line, brick, occurrence, state, reason, dueAt, settledAt, answer } }: { one: Received }) {
  const t = useTranslations('network.reps');
  const { language } = useSpeech();
  const verdict = !answer ? 'none' : answer.correct === null ? 'noted' : answer.correct ? 'right' : 'wrong';
  const said = answer && [...answer.choices, answer.text].filter(Boolean).join(' · ');
  return (
    <>
      <Text size="sm" c="dimmed">
        {nameIn(line.name, language)} · {t(`kinds.${brick.kind}`)}
        {occurrence > 0 && ` · ${t('repeat', { count: occurrence })}`}
      </Text>
      <Group gap="xs" mt={6}>
        <Badge variant={state === 'accepted' ? 'default' : 'light'}>{t(`states.${state}`)}</Badge>
        <Text size="sm" c="dimmed">
          {settledAt ? (
            <Moment at={settledAt} />
          ) : (
            t.rich('due', {
              when: () => <Moment at={dueAt} />,
            })
          )}
          {reason && ` · ${reason}`}
        </Text>
      </Group>
      {(answer || state === 'accepted') && (
        <Group gap="xs" mt={6}>
          <Badge
            variant="light"
            color={answer?.correct === true ? 'right' : answer?.correct === false ? 'wrong' : 'gray'}
          >
            {t(`answers.${verdict}`)}
          </Badge>
          {answer && (
            <Text size="sm" c="dimmed">
              <Moment at={answer.at} />, {t(`by.${answer.route}`)}
            </Text>
          )}
        </Group>
      )}
      {said && (
        <Text size="sm" mt={4}>
          {t('said', { text: said })}
        </Text>
      )}
    </>
  );
}

function lookOf({ answer }: Received) {
  if (!answer) return { bullet: <IconMail size={16} aria-hidden />, color: 'gray.6' };
  if (answer.correct === null) return { bullet: <IconMessage size={16} aria-hidden />, color: 'accent' };
  return answer.correct
    ? { bullet: <IconCheck size={16} aria-hidden />, color: 'right' }
    : { bullet: <IconX size={16} aria-hidden />, color: 'wrong' };
}
