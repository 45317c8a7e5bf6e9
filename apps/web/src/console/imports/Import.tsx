import { Alert, Anchor, Button, List, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded, NotHere } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useProblemText } from '../../words/problem-text.ts';
import { phrase } from '../../words/reasons.ts';
import { ApplyCard } from './ApplyCard.tsx';
import { Changed } from './Changed.tsx';
import { ImportState, isUnderWay } from './Imports.tsx';
import { Rejected } from './Rejected.tsx';
import { Tallies } from './Tallies.tsx';
import type { PeopleImport } from './upload.ts';

/** One people file: how far it is, what it would do, what it did. */
export function Component() {
  const { id } = useParams();
  return /^[1-9]\d{0,8}$/.test(id ?? '') ? <Import id={Number(id)} /> : <NotHere />;
}

function Import({ id }: { id: number }) {
  const t = useTranslations('imports');
  const mayApply = useHasRole('channel-manager', 'programme-admin');
  const found = api.useQuery(
    'get',
    '/api/v1/people-imports/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 700 : false) },
  );
  return (
    <Loaded query={found} whole>
      {(one) => (
        <Screen
          title={one.name}
          lead={t.rich('one.uploaded', {
            name: one.uploadedBy?.name ?? '–',
            when: () => <Moment at={one.createdAt} />,
          })}
          trail={
            <Anchor component={Link} to="/imports" mb="xs" display="inline-block">
              {t('one.all')}
            </Anchor>
          }
          actions={<ImportState state={one.state} />}
        >
          {isUnderWay(one) && <UnderWay one={one} />}
          {one.state === 'refused' && <Refused refusal={one.refusal} />}
          {one.state === 'failed' && (
            <Alert color="wrong" icon={<IconAlertTriangle aria-hidden />} title={t('one.failedTitle')}>
              {t('one.failedWhat')}
            </Alert>
          )}
          {one.state === 'applied' && (
            <Alert color="right" icon={<IconCircleCheck aria-hidden />} role="status">
              {t('one.applied')}
            </Alert>
          )}
          {one.report && one.state !== 'waiting' && (
            <>
              <Tallies report={one.report} done={one.state === 'applied'} />
              {one.state === 'checked' && mayApply && <ApplyCard one={one} report={one.report} />}
              <Rejected id={id} report={one.report} />
              <Changed report={one.report} />
            </>
          )}
          {!isUnderWay(one) && one.state !== 'checked' && mayApply && (
            <div>
              <Button component={Link} to="/imports" variant="default">
                {t('one.again')}
              </Button>
            </div>
          )}
        </Screen>
      )}
    </Loaded>
  );
}

function UnderWay({ one: { state, progress, bytes } }: { one: PeopleImport }) {
  const t = useTranslations('imports.one');
  const words = useTranslations('imports.states');
  // Reading is most of the work; what the database does at the end tells no share.
  const share = !progress ? 0 : progress.phase === 'reading' ? (progress.bytes / bytes) * 80 : 90;
  const phase = progress?.phase === 'writing' && state === 'applying' ? 'applying' : progress?.phase;
  return (
    <Card title={words(state)}>
      <Progress value={share} size="lg" animated aria-label={t('progress')} />
      <Text role="status" mt="xs">
        {phase ? t(`phases.${phase}`, { rows: progress!.rows }) : t('queued')}
      </Text>
    </Card>
  );
}

function Refused({ refusal }: { refusal: PeopleImport['refusal'] }) {
  const t = useTranslations('imports.one');
  const text = useProblemText();
  return (
    <Alert color="wrong" icon={<IconAlertTriangle aria-hidden />} title={t('refusedTitle')}>
      {refusal && (
        <>
          <Text>{text({ code: refusal.code, status: 422, detail: refusal.message })}</Text>
          <List mt="xs">
            {refusal.faults.map(({ where, what, fix }) => (
              <List.Item key={`${where} ${what}`}>
                {t('where', {
                  where: phrase(where),
                  what: fix ? t('fix', { what: `${phrase(what)}.`, fix: phrase(fix) }) : phrase(what),
                })}
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Text mt="xs">{t('refusedWhat')}</Text>
    </Alert>
  );
}
