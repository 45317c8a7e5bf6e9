import { Center, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: Icon;
  title: string;
  what?: ReactNode;
  /** Inside a card, beside others. */
  small?: boolean;
  /** In place of a whole screen, so it has the heading of one. */
  whole?: boolean;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A screen, or a part of one, that has nothing to show: what that means, and what to do. */
export function Notice({ icon: Icon, title, what, small = false, whole = false, children }: Props) {
  return (
    <Center py={small ? 'xs' : 48} px="md">
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={small ? 44 : 56} radius="xl" variant="light" aria-hidden>
          <Icon size={small ? 22 : 28} stroke={1.6} />
        </ThemeIcon>
        <Title order={whole ? 1 : small ? 3 : 2} size={small ? 'h5' : 'h3'} ta="center">
          {title}
        </Title>
        {what && (
          <Text c="dimmed" ta="center" size={small ? 'sm' : 'md'}>
            {what}
          </Text>
        )}
        {children && <Group mt="sm">{children}</Group>}
      </Stack>
    </Center>
  );
}
