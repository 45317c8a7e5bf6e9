import { Button, Center, Loader, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconCloudOff, IconLock, IconMapQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { statusOf } from '../api/problem.ts';
import { useProblemText } from '../words/problem-text.ts';
import { Notice } from './Notice.tsx';

/** While the first answer is on its way. @param full the whole window, before there is a frame. */
export function Loading({ full = false, rows = 4 }: { full?: boolean; rows?: number }) {
  const t = useTranslations('frame');
  return (
    <div role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {full ? (
        <Center h="100vh">
          <Loader />
        </Center>
      ) : (
        <Stack aria-hidden>
          {Array.from({ length: rows }, (_, i) => (
            <Skeleton key={i} h={52} radius="md" />
          ))}
        </Stack>
      )}
    </div>
  );
}

/** What could not be loaded, why, and a button to try again where that may help. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const t = useTranslations('frame');
  const text = useProblemText();
  const status = statusOf(error);
  if (status === 404) return <NotHere />;
  if (status === 403) return <Notice icon={IconLock} title={t('fault.forbidden')} what={t('fault.forbiddenWhat')} />;
  return (
    <div role="alert">
      <Notice icon={IconCloudOff} title={t('fault.title')} what={text(error)}>
        <Button onClick={() => onRetry()}>{t('retry')}</Button>
      </Notice>
    </div>
  );
}

/** For an address that names nothing. */
export function NotHere() {
  const t = useTranslations('frame.fault');
  return <Notice icon={IconMapQuestion} title={t('notFound')} what={t('notFoundWhat')} />;
}

/** Shows `children` with what a query brought; before that, or in place of it, what keeps it. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  query: UseQueryResult<T, unknown>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  // prettier-ignore
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={query.refetch} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
