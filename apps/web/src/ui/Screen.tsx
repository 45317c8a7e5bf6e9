import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  title: string;
  /** One sentence below it. */
  lead?: ReactNode;
  /** Buttons at its right. */
  actions?: ReactNode;
  /** Above the title: where this screen lies. */
  trail?: ReactNode;
  children: ReactNode;
}

/** One screen: its name in the window and at its top, and what it shows. */
export function Screen({ title, lead, actions, trail, children }: Props) {
  const t = useTranslations('frame');
  return (
    <Stack gap="lg">
      <title>{`${title} · ${t('brand')}`}</title>
      <header>
        {trail}
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={1}>{title}</Title>
            {lead && (
              <Text c="dimmed" mt={4} maw={680}>
                {lead}
              </Text>
            )}
          </div>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
      </header>
      {children}
    </Stack>
  );
}
