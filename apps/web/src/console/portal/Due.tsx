import { Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import rows from '../overview/Overview.module.css';

/** Bricks that people of the company have and have not answered, most people first. */
export function Due() {
  const t = useTranslations('portal');
  const { language } = useSpeech();
  const due = api.useQuery('get', '/api/v1/company/due', {}, { refetchInterval: 60_000 });
  return (
    <Card title={t('due')}>
      <Loaded query={due} rows={2}>
        {({ people, open, bricks }) =>
          bricks.length ? (
            <>
              <Text>{t('dueLead', { people, open })}</Text>
              <Stack gap={0}>
                {bricks.map((brick) => (
                  <Group key={brick.brickId} justify="space-between" wrap="nowrap" className={rows.row}>
                    <div>
                      <Text fw={600}>{brick.title}</Text>
                      <Text size="sm" c="dimmed">
                        {nameIn(brick.lineName, language)} ·{' '}
                        {t.rich('dueUntil', { when: () => <Moment at={brick.firstUntil} day /> })}
                      </Text>
                    </div>
                    <Text fw={700} className={rows.count}>
                      {t('duePeople', { count: brick.people })}
                    </Text>
                  </Group>
                ))}
              </Stack>
            </>
          ) : (
            <Notice small icon={IconCircleCheck} title={t('dueNone')} what={t('dueNoneWhat')} />
          )
        }
      </Loaded>
    </Card>
  );
}
