import { Center, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: Icon;
  title: string;
  what?: ReactNode;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A screen, or a part of one, that has nothing to show: what that means, and what to do. */
export function Notice({ icon: Icon, title, what, children }: Props) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
          <Icon size={28} stroke={1.6} />
        </ThemeIcon>
        <Title order={2} size="h3" ta="center">
          {title}
        </Title>
        {what && (
          <Text c="dimmed" ta="center">
            {what}
          </Text>
        )}
        {children && <Group mt="sm">{children}</Group>}
      </Stack>
    </Center>
  );
}
