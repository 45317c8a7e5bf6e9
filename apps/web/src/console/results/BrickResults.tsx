import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded, NotHere } from '../../ui/Faults.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { Trend } from '../overview/Trend.tsx';
import { asDate, DAY_ZONE } from '../sends/days.ts';
import { Choices } from './Choices.tsx';
import { OpenAnswers } from './OpenAnswers.tsx';
import { livelyDays, useRange } from './range.ts';
import { RangeInput } from './RangeInput.tsx';

/** One brick: whom it reached, what was chosen and what was written. */
export function Component() {
  const { id } = useParams();
  return /^[1-9]\d{0,8}$/.test(id ?? '') ? <Brick id={Number(id)} /> : <NotHere />;
}

function Brick({ id }: { id: number }) {
  const t = useTranslations('results');
  const format = useFormatter();
  const { language } = useSpeech();
  const seesSends = useHasRole('programme-admin', 'channel-manager', 'coach', 'auditor');
  const [{ from, to }] = useRange();
  const result = api.useQuery(
    'get',
    '/api/v1/results/bricks/{id}',
    { params: { path: { id }, query: { from, to } } },
    { refetchInterval: 15_000, placeholderData: (before) => before },
  );
  const percent = (part: number, whole: number) =>
    whole ? { value: format.number(part / whole, { style: 'percent' }), share: part / whole } : { value: '–' };
  return (
    <Loaded query={result} whole>
      {({ brick, days, countedAt }) => {
        const { kind, reached, answered, graded, correct } = brick;
        const byDay = new Map(days.map((day) => [day.day, day]));
        const lately = days.slice(-3).reverse();
        return (
          <Screen
            title={brick.title}
            lead={[
              t('one.lead', { line: nameIn(brick.lineName, language), kind: t(`kinds.${kind}`) }),
              brick.theme && t('one.theme', { theme: brick.theme }),
            ]
              .filter(Boolean)
              .join(' · ')}
            trail={
              <Anchor component={Link} to="/results" mb="xs" display="inline-block">
                {t('one.all')}
              </Anchor>
            }
          >
            <RangeInput />
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing={{ base: 'xs', sm: 'md' }}>
              <Figure label={t('reached')} value={format.number(reached)} note={t('reachedHint')} />
              <Figure
                label={t('answered')}
                {...percent(answered, reached)}
                note={t('answeredNote', { answered, reached })}
              />
              {kind === 'quiz' && (
                <Figure
                  label={t('right')}
                  {...percent(correct, graded)}
                  note={t('rightNote', { right: correct, graded })}
                />
              )}
            </SimpleGrid>
            {(kind === 'quiz' || kind === 'poll') && <Choices id={id} />}
            {kind === 'open' && <OpenAnswers id={id} />}
            <Card title={t('trend')}>
              <Trend
                days={livelyDays({ from, to }, days).map((day) => ({
                  day,
                  sent: byDay.get(day)?.accepted ?? 0,
                  answered: byDay.get(day)?.answered ?? 0,
                }))}
              />
              {seesSends && (
                <Stack gap="sm" mt="md">
                  {lately.map(({ day }) => (
                    <Anchor key={day} component={Link} to={`/sends/${id}/${day}`}>
                      {t('one.sends', { day: format.dateTime(asDate(day), { dateStyle: 'long', timeZone: DAY_ZONE }) })}
                    </Anchor>
                  ))}
                </Stack>
              )}
            </Card>
            {countedAt && (
              <Text size="sm" c="dimmed">
                {t.rich('countedAt', { when: () => <Moment at={countedAt} relative /> })}
              </Text>
            )}
          </Screen>
        );
      }}
    </Loaded>
  );
}
