import { Anchor, SimpleGrid, Text } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { BASE } from '../../api/mounted-at.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

/** Every challenge that has a board. */
export function Component() {
  const t = useTranslations('boards');
  const { language } = useSpeech();
  const boards = api.useQuery('get', '/api/v1/boards');
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <Loaded query={boards}>
        {(list) =>
          list.length ? (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {list.map(({ slug, name }) => (
                <Card key={slug}>
                  <Anchor component={Link} to={`/boards/${slug}`} fw={700} fz="lg">
                    {nameIn(name, language)}
                  </Anchor>
                  <Text size="sm" mt="xs">
                    <Anchor href={`${BASE}/boards/${encodeURIComponent(slug)}?lang=${language}`}>{t('public')}</Anchor>
                  </Text>
                </Card>
              ))}
            </SimpleGrid>
          ) : (
            <Notice icon={IconTrophy} title={t('none')} what={t('noneWhat')} />
          )
        }
      </Loaded>
    </Screen>
  );
}
