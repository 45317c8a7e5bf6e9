import { Anchor, Breadcrumbs, Button, SimpleGrid, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { countryIn } from '../../ui/country.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useSpeech } from '../../words/Words.tsx';
import { PartnerTree } from './PartnerTree.tsx';
import { LEVEL } from './level.ts';

/** One company: what it is, who works there, what is below it. */
export function Component() {
  const t = useTranslations('network.partners');
  const format = useFormatter();
  const { language } = useSpeech();
  const id = Number(useParams().id);
  const partner = api.useQuery('get', '/api/v1/partners/{id}', { params: { path: { id } } });
  const below = api.useQuery('get', '/api/v1/partners', { params: { query: { under: String(id), limit: LEVEL } } });
  return (
    <Loaded query={partner} whole>
      {({ name, externalId, path, channelType, tier, country, region, timeZone, people, reps, below: count }) => (
        <Screen
          title={name}
          trail={
            <nav aria-label={t('allPartners')}>
              <Breadcrumbs mb="xs">
                <Anchor component={Link} to="/partners">
                  {t('allPartners')}
                </Anchor>
                {path.slice(0, -1).map((above) => (
                  <Anchor key={above.id} component={Link} to={`/partners/${above.id}`}>
                    {above.name}
                  </Anchor>
                ))}
              </Breadcrumbs>
            </nav>
          }
          actions={
            <Button component={Link} to={`/reps?partner=${id}`}>
              {t('seeReps')}
            </Button>
          }
        >
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Card title={t('facts')}>
              <Facts
                facts={[
                  [t('id'), externalId],
                  [t('channel'), channelType],
                  [t('tier'), tier],
                  [t('country'), countryIn(country, language)],
                  [t('region'), region],
                  [t('zone'), timeZone],
                ]}
              />
            </Card>
            <Card title={t('people')}>
              <Facts
                facts={[
                  [t('active'), format.number(people.active)],
                  [t('suspended'), people.suspended || null],
                  [t('left'), people.left || null],
                  [t('withBelow'), reps.all > reps.own ? format.number(reps.all) : null],
                ]}
              />
            </Card>
          </SimpleGrid>
          <Card title={t('below')}>
            <Loaded query={below} rows={2}>
              {({ partners }) =>
                partners.length ? (
                  <PartnerTree key={id} top={partners} label={t('below')} />
                ) : (
                  <Text c="dimmed">{t('belowCount', { count })}</Text>
                )
              }
            </Loaded>
          </Card>
        </Screen>
      )}
    </Loaded>
  );
}
