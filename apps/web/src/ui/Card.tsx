import { Group, Paper, Title, type PaperProps } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Card.module.css';

interface Props extends PaperProps {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** One group of things on a screen, with its name. */
export function Card({ title, actions, children, ...paper }: Props) {
  const id = useId();
  return (
    <Paper component="section" p="lg" className={classes.card} aria-labelledby={title ? id : undefined} {...paper}>
      {title && (
        <Group justify="space-between" mb="md" gap="xs">
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
