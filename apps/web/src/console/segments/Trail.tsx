import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';

/** The way back to all segments, or to the one that is being changed. */
export function Trail({ of }: { of?: { slug: string; name: string } }) {
  const t = useTranslations('segments');
  return (
    <Group gap="xs" mb="xs">
      <Anchor component={Link} to="/segments">
        {t('title')}
      </Anchor>
      {of && (
        <>
          <span aria-hidden>/</span>
          <Anchor component={Link} to={`/segments/${of.slug}`}>
            {of.name}
          </Anchor>
        </>
      )}
    </Group>
  );
}
