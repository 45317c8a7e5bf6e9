import { Button, Center } from '@mantine/core';
import { useTranslations } from 'use-intl';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next part of a list, where there is one. */
export function More({ query }: { query: Paged }) {
  const t = useTranslations('frame');
  if (!query.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('more')}
      </Button>
    </Center>
  );
}
