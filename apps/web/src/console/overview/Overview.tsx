import { Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconMoon } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Portal } from '../portal/Portal.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import classes from './Overview.module.css';
import { Trend } from './Trend.tsx';

type OverviewDto = components['schemas']['OverviewDto'];

/** The first screen: of a partner admin the own company, of all others the network. */
export function Component() {
  return usePerson().scope.kind === 'partner' ? <Portal /> : <Network />;
}

/** What goes out, who takes part, what needs somebody. */
function Network() {
  const t = useTranslations('overview');
  const person = usePerson();
  const overview = api.useQuery('get', '/api/v1/overview', {}, { refetchInterval: 60_000 });
  return (
    <Screen title={t('hello', { name: person.name.split(' ')[0]! })} lead={t('lead')}>
      <Loaded query={overview}>
        {(data) => (
          <>
            <Figures overview={data} />
            <Card title={t('trend')}>
              <Trend days={data.days} />
            </Card>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Today today={data.today} />
              <Attention attention={data.attention} />
            </SimpleGrid>
            <Text size="sm" c="dimmed">
              {t.rich('asOf', { when: () => <Moment at={data.asOf} /> })}
            </Text>
          </>
        )}
      </Loaded>
    </Screen>
  );
}

export function Figures({ overview: { people, participation } }: { overview: OverviewDto }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { sent, answered, graded, right, repsAnswering } = participation;
  const share = (part: number, whole: number) =>
    whole
      ? { value: format.number(part / whole, { style: 'percent' }), share: part / whole }
      : { value: '–', share: 0 };
  return (
    <section aria-label={t('week')}>
      <Text fw={600} c="dimmed" size="sm" mb="xs">
        {t('week')}
      </Text>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
        <Figure
          label={t('participation')}
          {...share(answered, sent)}
          note={sent ? t('participationNote', { answered, sent }) : t('nothing')}
        />
        <Figure
          label={t('right')}
          {...share(right, graded)}
          note={graded ? t('rightNote', { right, graded }) : t('nothing')}
        />
        <Figure label={t('answering')} value={format.number(repsAnswering)} note={t('answeringNote')} />
        <Figure
          label={t('people')}
          value={format.number(people.active)}
          note={t('peopleNote', { count: people.enrolled })}
        />
      </SimpleGrid>
    </section>
  );
}

export function Today({ today }: { today: OverviewDto['today'] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { language } = useSpeech();
  const hour = (at: string) => format.dateTime(new Date(at), { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  if (!today.length)
    return (
      <Card title={t('today')}>
        <Notice small icon={IconMoon} title={t('todayNone')} what={t('todayNoneWhat')} />
      </Card>
    );
  return (
    <Card title={t('today')}>
      <Stack gap={0}>
        {today.map(({ slug, name, planned, firstAt, lastAt }) => (
          <Fragment key={slug}>
            <Group justify="space-between" className={classes.row} wrap="nowrap">
              <div>
                <Text fw={600}>{nameIn(name, language)}</Text>
                <Text size="sm" c="dimmed">
                  {firstAt === lastAt
                    ? t('at', { first: hour(firstAt) })
                    : t('between', { first: hour(firstAt), last: hour(lastAt) })}
                </Text>
              </div>
              <Text fw={700} className={classes.count}>
                {t('todayCount', { count: planned })}
              </Text>
            </Group>
          </Fragment>
        ))}
      </Stack>
    </Card>
  );
}

function Attention({ attention }: { attention: OverviewDto['attention'] }) {
  const t = useTranslations('overview');
  return (
    <Card title={t('attention')}>
      {attention.length ? (
        <List spacing="sm">
          {attention.map(({ code, count }) => (
            <List.Item key={code}>{t(`codes.${code}`, { count })}</List.Item>
          ))}
        </List>
      ) : (
        <Notice small icon={IconCircleCheck} title={t('attentionNone')} what={t('attentionNoneWhat')} />
      )}
    </Card>
  );
}
