import { Anchor, Blockquote, Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconMessages } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { BASE } from '../../api/mounted-at.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import classes from './Choices.module.css';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What people wrote, the latest first. */
export function OpenAnswers({ id }: { id: number }) {
  const t = useTranslations('results.one');
  const seesReps = useHasRole('programme-admin', 'channel-manager', 'coach', 'auditor', 'partner-admin');
  const answers = api.useInfiniteQuery(
    'get',
    '/api/v1/results/bricks/{id}/answers',
    { params: { path: { id }, query: { limit: 20 } } },
    { pageParamName: 'before', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  const list = answers.data?.pages.flatMap((page) => page.answers);
  return (
    <Card
      title={t('answers')}
      actions={
        list?.length ? (
          <Button
            component="a"
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`${BASE}/api/v1/results/bricks/${id}/answers.csv`}
          >
            {t('answersCsv')}
          </Button>
        ) : undefined
      }
    >
      {answers.isError ? (
        <ErrorNotice error={answers.error} onRetry={answers.refetch} />
      ) : !list ? (
        <Loading rows={3} />
      ) : !list.length ? (
        <Notice small icon={IconMessages} title={t('answersNone')} what={t('answersNoneWhat')} />
      ) : (
        <>
          <Stack gap="sm">
            {list.map(({ id: answer, text, rep, answeredAt }) => {
              const by = t('by', { name: rep.name, partner: rep.partner });
              return (
                <Blockquote key={answer} p="md" color="accent" mt={0}>
                  <Text className={classes.written}>{text}</Text>
                  <Text size="sm" c="dimmed" mt="xs">
                    {seesReps ? (
                      <Anchor component={Link} to={`/reps/${rep.id}`} size="sm">
                        {by}
                      </Anchor>
                    ) : (
                      by
                    )}
                    {' · '}
                    <Moment at={answeredAt} />
                  </Text>
                </Blockquote>
              );
            })}
          </Stack>
          <More query={answers} />
        </>
      )}
    </Card>
  );
}
