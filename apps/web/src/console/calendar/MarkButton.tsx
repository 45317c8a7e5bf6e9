import { Anchor, List, Popover, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCalendarOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import classes from './Calendar.module.css';
import type { Mark } from './entry.ts';
import { useDayName } from './use-day-name.ts';
import { useNames } from './use-names.ts';

/** Gaps or overloads of one day or week, for whichever segments; what that means is one key press away. */
export function MarkButton({ marks, short = false }: { marks: readonly Mark[]; short?: boolean }) {
  const t = useTranslations('calendar');
  const names = useNames();
  const dayName = useDayName();
  const [first] = marks;
  if (!first) return null;
  const { kind, from, until } = first;
  const Icon = kind === 'gap' ? IconCalendarOff : IconAlertTriangle;
  const week = from !== until;
  const of = marks.length === 1 ? names.segment(first.segment) : t('segmentCount', { count: marks.length });
  const said = t(`marked.${kind}`, { of });
  const when = week ? t('span', { from: dayName(from, 'short'), until: dayName(until, 'short') }) : dayName(from);
  return (
    <Popover width={320} shadow="lg" position="bottom-start" returnFocus trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.warn} data-kind={kind} aria-label={`${said}, ${when}`}>
          <Icon size={16} aria-hidden />
          {!short && <span>{said}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="md" maw="calc(100vw - 1.5rem)" aria-label={said} tabIndex={-1} data-autofocus>
        <Text fw={700}>{when}</Text>
        <Text size="sm" my="xs">
          {t(kind === 'gap' ? 'gapWhat' : week ? 'overloadWeekWhat' : 'overloadDayWhat')}
        </Text>
        <List size="sm" spacing={4}>
          {marks.map(({ segment, bricks }) => (
            <List.Item key={segment}>
              <Anchor component={Link} to={`/segments/${segment}`} size="sm">
                {names.segment(segment)}
              </Anchor>
              {kind === 'overload' && `: ${t('newBricks', { count: bricks })}`}
            </List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
