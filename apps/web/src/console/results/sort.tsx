import { Group, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useFilters } from '../../ui/search-params.ts';

/** Order of a table, kept in the address as `column` or `-column` (largest first). Null: as the server gives it. */
export function useSort<Column extends string>(columns: readonly Column[]) {
  const [{ sort = '' }, setFilters] = useFilters<'sort'>();
  const column = columns.find((one) => one === sort.replace('-', '')) ?? null;
  const down = sort.startsWith('-');
  const by = (next: Column) => setFilters({ sort: column !== next ? `-${next}` : down ? next : null });
  return { column, down, by };
}

interface HeadProps<Column extends string> {
  column: Column;
  label: string;
  sort: ReturnType<typeof useSort<Column>>;
}

/** The head of a column by which the table can be sorted. */
export function SortHead<Column extends string>({ column, label, sort }: HeadProps<Column>) {
  const t = useTranslations('results');
  const active = sort.column === column;
  const Icon = !active ? IconArrowsSort : sort.down ? IconArrowDown : IconArrowUp;
  return (
    <Table.Th aria-sort={!active ? 'none' : sort.down ? 'descending' : 'ascending'}>
      <UnstyledButton fw={700} fz="sm" onClick={() => sort.by(column)} title={t('sortBy', { column: label })}>
        <Group gap={4} wrap="nowrap">
          {label}
          <Icon size={14} aria-hidden />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
