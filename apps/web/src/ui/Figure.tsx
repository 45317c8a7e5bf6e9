import { Paper, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Card.module.css';

interface Props {
  label: string;
  value: ReactNode;
  /** What the figure is a part of, or how old it is. */
  note?: ReactNode;
  /** 0 to 1: drawn as a bar. */
  share?: number;
}

/** One number that counts, with its name. */
export function Figure({ label, value, note, share }: Props) {
  return (
    <Paper p="md" className={classes.card}>
      <Text c="dimmed" size="sm" fw={600}>
        {label}
      </Text>
      <Text className="figures" fz={30} fw={700} lh={1.2} mt={4}>
        {value}
      </Text>
      {note && (
        <Text c="dimmed" size="sm">
          {note}
        </Text>
      )}
      {share !== undefined && <Progress value={Math.min(100, share * 100)} mt="xs" size="sm" aria-hidden />}
    </Paper>
  );
}
