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
export function ErrorNotice({
  error,
  onRetry,
  whole = false,
}: {
  error: unknown;
  onRetry: () => unknown;
  whole?: boolean;
}) {
  const t = useTranslations('frame');
  const text = useProblemText();
  const status = statusOf(error);
  if (status === 404) return <NotHere whole={whole} />;
  if (status === 403)
    return <Notice whole={whole} icon={IconLock} title={t('fault.forbidden')} what={t('fault.forbiddenWhat')} />;
  return (
    <div role="alert">
      <Notice whole={whole} icon={IconCloudOff} title={t('fault.title')} what={text(error)}>
        <Button onClick={() => onRetry()}>{t('retry')}</Button>
      </Notice>
    </div>
  );
}

/** For an address that names nothing. */
export function NotHere({ whole = true }: { whole?: boolean }) {
  const t = useTranslations('frame.fault');
  return <Notice whole={whole} icon={IconMapQuestion} title={t('notFound')} what={t('notFoundWhat')} />;
}

interface LoadedProps<T> {
  query: UseQueryResult<T, unknown>;
  /** Of the skeleton. */
  rows?: number;
  /** The query is what the whole screen is about. */
  whole?: boolean;
  children: (data: T) => ReactNode;
}

/** Shows `children` with what a query brought; before that, or in place of it, what keeps it. */
export function Loaded<T>({ query, rows, whole = false, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={query.refetch} whole={whole} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
