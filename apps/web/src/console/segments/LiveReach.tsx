import { Alert, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../api/problem.ts';
import { Card } from '../../ui/Card.tsx';
import { useProblemText } from '../../words/problem-text.ts';
import { reasonText } from '../../words/reasons.ts';
import { ReachCount, Sample, type Reach } from './Reach.tsx';

interface Props {
  reach: UseQueryResult<Reach, unknown>;
  /** The rule can be counted as it stands. */
  ready: boolean;
  /** What was asked is what the rule says now. */
  current: boolean;
  refused: readonly { where: string; what: string; fix?: string }[];
}

/** Whom a rule means while it is being built; what was counted for an earlier form of it is marked as such. */
export function LiveReach({ reach, ready, current, refused }: Props) {
  const t = useTranslations('segments');
  const text = useProblemText();
  const failed = current && reach.isError;
  const stale = !current || reach.isPlaceholderData || reach.isPending;
  return (
    <Card title={t('reachNow')}>
      {failed ? (
        <Alert color="wrong" role="alert">
          {isProblem(reach.error) && refused.length
            ? refused.map((reason) => reasonText(reason)).join(' ')
            : text(reach.error)}{' '}
          {/* prettier-ignore */}
        </Alert>
      ) : (
        <Stack gap="sm">
          {ready ? (
            <ReachCount reach={reach.data} stale={stale} />
          ) : (
            <Text role="status" c="dimmed">
              {t('unready')}
            </Text>
          )}
          {reach.data && ready && <Sample reach={reach.data} stale={stale} />}
        </Stack>
      )}
    </Card>
  );
}
