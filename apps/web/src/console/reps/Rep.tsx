import { Alert, Anchor, SimpleGrid } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { languageIn } from '../../ui/country.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useSpeech } from '../../words/Words.tsx';
import { History } from './History.tsx';

/** One person: who it is, how it goes, and everything that was received and answered. */
export function Component() {
  const t = useTranslations('network.reps');
  const format = useFormatter();
  const { language } = useSpeech();
  const id = Number(useParams().id);
  const rep = api.useQuery('get', '/api/v1/reps/{id}', { params: { path: { id } } });
  return (
    <Loaded query={rep} whole>
      {({
        firstName,
        lastName,
        email,
        externalId,
        locale,
        jobRole,
        status,
        partner,
        timeZone,
        attributes,
        createdAt,
        summary,
      }) =>
        // prettier-ignore
        <Screen
          title={`${firstName} ${lastName}`}
          lead={
            <Anchor component={Link} to={`/partners/${partner.id}`}>
              {partner.name}
            </Anchor>
          }
          trail={
            <Anchor component={Link} to="/reps" mb="xs" display="inline-block">
              {t('title')}
            </Anchor>
          }
        >
          {summary.suppressed && <Alert color="wrong">{t('suppressed', { reason: summary.suppressed })}</Alert>}
          {summary.optedOut.length > 0 && (
            <Alert>
              {summary.optedOut.includes('all') ? t('optedOutAll') : t('optedOut', { lines: summary.optedOut.join(', ') })}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
            <Figure label={t('received')} value={format.number(summary.received)} />
            <Figure
              label={t('answered')}
              value={format.number(summary.answered)}
              share={summary.received ? summary.answered / summary.received : 0}
            />
            <Figure
              label={t('right')}
              value={summary.graded ? format.number(summary.right / summary.graded, { style: 'percent' }) : '–'}
              note={t('rightNote', { count: summary.graded })}
            />
            <Figure label={t('retired')} value={format.number(summary.retired)} note={t('retiredNote')} />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Card title={t('facts')}>
              <Facts
                facts={[
                  [t('email'), email],
                  [t('id'), externalId],
                  [t('status'), t(`statuses.${status}`)],
                  [t('role'), jobRole],
                  [t('language'), languageIn(locale, language)],
                  [t('zone'), timeZone],
                  [t('since'), <Moment key="since" at={createdAt} day />],
                ]}
              />
            </Card>
            {Object.keys(attributes).length > 0 && (
              <Card title={t('more')}>
                <Facts facts={Object.entries(attributes)} />
              </Card>
            )}
          </SimpleGrid>
          <Card title={t('history', { name: firstName })}>
            <History id={id} />
          </Card>
        </Screen>
      }
    </Loaded>
  );
}
