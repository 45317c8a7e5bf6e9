import { Text, TextInput } from '@mantine/core';
import { IconBuildingStore, IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters, useTyped } from '../../ui/search-params.ts';
import { FoundPartners } from './FoundPartners.tsx';
import { LEVEL } from './level.ts';
import { PartnerTree } from './PartnerTree.tsx';

/** Companies: as a tree to walk down, or as what a search finds. */
export function Component() {
  const t = useTranslations('network.partners');
  const [{ search = '' }, setFilters] = useFilters<'search'>();
  const [typed, setTyped] = useTyped(search, (text) => setFilters({ search: text }));
  const top = api.useQuery('get', '/api/v1/partners', { params: { query: { under: 'top', limit: LEVEL } } });
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        maw={420}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {search ? (
        <FoundPartners search={search} />
      ) : (
        <Loaded query={top}>
          {({ partners }) =>
            partners.length ? (
              <Card>
                <PartnerTree top={partners} label={t('tree')} />
              </Card>
            ) : (
              <Notice icon={IconBuildingStore} title={t('empty')} what={<Text>{t('emptyWhat')}</Text>} />
            )
          }
        </Loaded>
      )}
    </Screen>
  );
}
