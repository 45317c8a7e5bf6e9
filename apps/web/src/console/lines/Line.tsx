import { Alert, Anchor, Button, Group, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { languageIn } from '../../ui/country.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { BeginDraft } from './BeginDraft.tsx';
import { useCadence, type Line } from './cadence.ts';
import { LineBricks } from './LineBricks.tsx';
import { LineState } from './LineState.tsx';
import { NextSendText } from './NextSendText.tsx';
import { useNextSends } from './next-send.ts';
import { PauseButton } from './PauseButton.tsx';
import { useSegmentNames } from './segment-names.ts';

/** One line: what it is set to, and its bricks in their order. */
export function Component() {
  const t = useTranslations('authoring.lines');
  const { language } = useSpeech();
  const slug = useParams().slug!;
  const line = api.useQuery('get', '/api/v1/lines/{slug}', { params: { path: { slug } } });
  const mayChange = useHasRole('channel-manager', 'programme-admin');
  const mayWrite = useHasRole('author', 'channel-manager', 'programme-admin');
  const [beginning, { open, close }] = useDisclosure();
  return (
    <Loaded query={line} whole>
      {(found) => (
        <Screen
          title={nameIn(found.name, language) || slug}
          lead={nameIn(found.description, language)}
          trail={
            <Anchor component={Link} to="/lines" mb="xs" display="inline-block">
              {t('title')}
            </Anchor>
          }
          actions={
            <>
              {mayChange && <PauseButton line={found} />}
              {mayChange && (
                <Button
                  component={Link}
                  to={`/lines/${slug}/change`}
                  variant="default"
                  leftSection={<IconPencil size={18} aria-hidden />}
                >
                  {t('change')}
                </Button>
              )}
              {mayWrite && (
                <Button onClick={open} leftSection={<IconPlus size={18} aria-hidden />}>
                  {t('newBrick')}
                </Button>
              )}
            </>
          }
        >
          {found.status === 'paused' && <Alert color="wrong">{t('pausedWhat')}</Alert>}
          {found.status === 'draft' && <Alert>{t('draftWhat')}</Alert>}
          <Card title={t('bricks')}>
            <LineBricks line={found} onBegin={mayWrite ? open : null} />
          </Card>
          <Settings line={found} />
          <BeginDraft line={found} opened={beginning} onClose={close} />
        </Screen>
      )}
    </Loaded>
  );
}

function Settings({ line }: { line: Line }) {
  const t = useTranslations('authoring.lines');
  const format = useFormatter();
  const { language } = useSpeech();
  const { nameOf } = useSegmentNames();
  const { days, hour } = useCadence();
  const nextOf = useNextSends();
  const { status, segments, weekdays, at, until, mode, start, startsOn, spacing, answerWithinDays, locale } = line;
  const day = (date: string) => format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Card title={t('settings')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Facts
          facts={[
            [t('state'), <LineState key="state" status={status} />],
            [t('next'), <NextSendText key="next" next={nextOf(line)} />],
            [
              t('segments'),
              <Group key="segments" gap="xs">
                {segments.map((slug) => (
                  <span key={slug}>{nameOf(slug)}</span>
                ))}
              </Group>,
            ],
            [t('locale'), languageIn(locale, language)],
          ]}
        />
        <Facts
          facts={[
            [t('cadence'), t('cadenceLong', { days: days(weekdays), at: hour(at), until: hour(until) })],
            [t('mode'), t(`modeWhat.${mode}`)],
            [t('start'), mode === 'sequence' ? t(`startWhat.${start}`) : startsOn && day(startsOn)],
            [t('spacing'), `${t(`spacings.${spacing}`)}. ${t(`spacingWhat.${spacing}`)}`],
            [t('answerWithin'), t('days', { count: answerWithinDays })],
          ]}
        />
      </SimpleGrid>
    </Card>
  );
}
