import { List, SimpleGrid, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Portal } from '../portal/Portal.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Figures } from './Figures.tsx';
import { Today } from './Today.tsx';
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
