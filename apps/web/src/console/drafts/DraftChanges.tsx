import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { Diff } from '../bricks/Diff.tsx';
import type { Draft } from './document.ts';

/** What a draft changes of the version it began from, as it was last saved. */
export function DraftChanges({ draft: { id, basedOn, revision } }: { draft: Draft }) {
  const t = useTranslations('authoring.diff');
  const queries = useQueryClient();
  const diff = api.useQuery('get', '/api/v1/drafts/{id}/diff', { params: { path: { id } } });
  useEffect(
    () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drafts/{id}/diff'] }),
    [queries, revision],
  );
  return (
    <>
      <Text c="dimmed" mb="md">
        {basedOn === null ? t('newBrick') : t('sinceVersion', { number: basedOn })}
      </Text>
      <Loaded query={diff}>
        {({ changes }) => (
          <Diff
            changes={changes}
            was={basedOn === null ? t('before') : t('version', { number: basedOn })}
            is={t('thisDraft')}
          />
        )}
      </Loaded>
    </>
  );
}
