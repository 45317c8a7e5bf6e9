import { SimpleGrid, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Figures } from '../overview/Figures.tsx';
import { Today } from '../overview/Today.tsx';
import { Trend } from '../overview/Trend.tsx';
import { CompanyBoard } from './CompanyBoard.tsx';
import { CompanyPeople } from './CompanyPeople.tsx';
import { Due } from './Due.tsx';

/** What a partner admin sees first: the own company with those below it, its people, and what waits for them. */
export function Portal() {
  const t = useTranslations('portal');
  const words = useTranslations('overview');
  const person = usePerson();
  const overview = api.useQuery('get', '/api/v1/overview', {}, { refetchInterval: 60_000 });
  return (
    <Screen
      title={t('hello', { name: person.name.split(' ')[0]! })}
      lead={t('lead', { company: person.scope.partnerName ?? '' })}
    >
      <Loaded query={overview}>
        {(data) => (
          <>
            <Figures overview={data} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Due />
              <Today today={data.today} />
            </SimpleGrid>
            <Card title={t('trend')}>
              <Trend days={data.days} />
            </Card>
            <CompanyBoard />
            <CompanyPeople />
            <Text size="sm" c="dimmed">
              {words.rich('asOf', { when: () => <Moment at={data.asOf} /> })}
            </Text>
          </>
        )}
      </Loaded>
    </Screen>
  );
}
