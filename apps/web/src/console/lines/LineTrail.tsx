import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

/** Where a brick lies: the lines, then its own. */
export function LineTrail({ slug }: { slug: string }) {
  const t = useTranslations('authoring.lines');
  const { language } = useSpeech();
  const line = api.useQuery('get', '/api/v1/lines/{slug}', { params: { path: { slug } } });
  return (
    <Group gap="xs" mb="xs">
      <Anchor component={Link} to="/lines">
        {t('title')}
      </Anchor>
      <span aria-hidden>/</span>
      <Anchor component={Link} to={`/lines/${slug}`}>
        {(line.data && nameIn(line.data.name, language)) || slug}
      </Anchor>
    </Group>
  );
}
