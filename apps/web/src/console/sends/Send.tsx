import { Alert, Anchor, Button, Progress, SimpleGrid, Table } from '@mantine/core';
import { IconCopy, IconSend } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded, NotHere } from '../../ui/Faults.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { asDate, DAY_ZONE, isDay, today } from './days.ts';
import { Deliveries } from './Deliveries.tsx';
import { useReasonText } from './reasons.ts';
import { moves } from './send.ts';
import { SendBar, SendLegend } from './SendBar.tsx';

/** One brick on one day: how far it is, what became of its mails and why, and each of them. */
export function Component() {
  const { brick, day } = useParams();
  if (!isDay(day) || !/^[1-9]\d{0,8}$/.test(brick ?? '')) return <NotHere />;
  return <Send brick={Number(brick)} day={day} />;
}

const trail = (label: string) => (
  <Anchor component={Link} to="/sends" mb="xs" display="inline-block">
    {label}
  </Anchor>
);

function Send({ brick, day }: { brick: number; day: string }) {
  const t = useTranslations('sends');
  const format = useFormatter();
  const { language } = useSpeech();
  const [, setFilters] = useFilters<'state' | 'reason' | 'duplicates'>();
  const sends = api.useQuery(
    'get',
    '/api/v1/sends',
    { params: { query: { from: day, to: day } } },
    { refetchInterval: ({ state }) => (state.data && moves(state.data.sends.filter((one) => one.brickId === brick), today()) ? 3_000 : 30_000) }, // prettier-ignore
  );
  return (
    <Loaded query={sends} whole>
      {({ sends: ofDay }) => {
        const send = ofDay.find((one) => one.brickId === brick);
        if (!send)
          return (
            <Screen title={t('title')} trail={trail(t('one.all'))}>
              <Notice icon={IconSend} title={t('one.nothing')} what={t('one.nothingWhat')} />
            </Screen>
          );
        const share = (part: number) => ({ share: send.total ? part / send.total : 0 });
        return (
          <Screen
            title={send.title}
            lead={t('one.lead', {
              line: nameIn(send.lineName, language),
              kind: t(`kinds.${send.kind}`),
              day: format.dateTime(asDate(day), { dateStyle: 'full', timeZone: DAY_ZONE }),
            })}
            trail={trail(t('one.all'))}
            actions={
              <Button component={Link} to={`/results/bricks/${brick}`} variant="default">
                {t('one.results')}
              </Button>
            }
          >
            <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
              <Figure label={t('one.sent')} value={format.number(send.accepted)} {...share(send.accepted)} />
              <Figure label={t('one.waiting')} value={format.number(send.waiting)} {...share(send.waiting)} />
              <Figure label={t('one.ended')} value={format.number(send.ended)} {...share(send.ended)} />
              <Figure label={t('one.answered')} value={format.number(send.answered)} {...share(send.answered)} />
            </SimpleGrid>
            <Card>
              <SendBar send={send} />
              <SendLegend />
            </Card>
            {send.ambiguous > 0 && (
              <Alert
                color="accent"
                icon={<IconCopy aria-hidden />}
                title={t('one.duplicatesTitle', { count: send.ambiguous })}
              >
                {t('one.duplicatesWhat')}
                <br />
                <Button
                  mt="sm"
                  size="xs"
                  variant="default"
                  onClick={() => setFilters({ duplicates: 'true', state: null, reason: null })}
                >
                  {t('one.duplicatesShow')}
                </Button>
              </Alert>
            )}
            <Reasons brick={brick} day={day} total={send.total} />
            <Deliveries brick={brick} day={day} />
          </Screen>
        );
      }}
    </Loaded>
  );
}

function Reasons({ brick, day, total }: { brick: number; day: string; total: number }) {
  const t = useTranslations('sends');
  const format = useFormatter();
  const reasonText = useReasonText();
  const [, setFilters] = useFilters<'state' | 'reason' | 'duplicates'>();
  const reasons = api.useQuery(
    'get',
    '/api/v1/sends/{brick}/{day}/reasons',
    { params: { path: { brick, day } } },
    { refetchInterval: 10_000 },
  );
  return (
    <Card title={t('one.states')}>
      <Loaded query={reasons} rows={2}>
        {(data) => (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('one.state')}</Table.Th>
                  <Table.Th>{t('one.reason')}</Table.Th>
                  <Table.Th w={180}>{t('one.count')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.reasons.map(({ state, reason, deliveries }) => (
                  <Table.Tr key={`${state} ${reason}`}>
                    <Table.Td fw={600}>{t(`states.${state}`)}</Table.Td>
                    <Table.Td>{reason ? reasonText(reason) : t('one.noReason')}</Table.Td>
                    <Table.Td>
                      <Anchor
                        component="button"
                        type="button"
                        size="sm"
                        fw={600}
                        onClick={() => setFilters({ state, reason, duplicates: null })}
                        aria-label={t('one.show', { count: deliveries })}
                      >
                        {format.number(deliveries)}
                      </Anchor>
                      <Progress value={(deliveries / total) * 100} size="sm" mt={4} aria-hidden />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
    </Card>
  );
}
