import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { SecondFactorCard } from './SecondFactorCard.tsx';
import { SessionsCard } from './SessionsCard.tsx';

/** Who one is, and what keeps others from being one. */
export function Component() {
  const t = useTranslations('me');
  const roles = useTranslations('frame.roles');
  const person = usePerson();
  const rows = [
    [t('name'), person.name],
    [t('email'), person.email],
    [t('roles'), person.roles.map((role) => roles(role)).join(', ')],
    ...(person.scope.partnerName ? [[t('company'), person.scope.partnerName]] : []),
  ] as [string, string][];
  return (
    <Screen title={t('title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Stack>
          <Card title={t('profile')}>
            <Facts facts={rows} />
          </Card>
          <SecondFactorCard />
        </Stack>
        <Stack>
          <PasswordCard />
          <SessionsCard />
        </Stack>
      </SimpleGrid>
    </Screen>
  );
}
