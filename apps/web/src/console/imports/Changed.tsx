import { Code, Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import classes from './Imports.module.css';

type Report = components['schemas']['ImportReportDto'];

/** A sample of what would change, field by field. */
export function Changed({ report: { changed = [], partners, reps } }: { report: Report }) {
  const t = useTranslations('imports.one');
  if (!changed.length) return null;
  return (
    <Card title={t('changedTitle')}>
      <Text c="dimmed" mb="sm">
        {t('changedWhat', { shown: changed.length, all: partners.updated + reps.updated })}
      </Text>
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('who')}</Table.Th>
              <Table.Th>{t('column')}</Table.Th>
              <Table.Th>{t('before')}</Table.Th>
              <Table.Th>{t('after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changed.flatMap(({ line, kind, id, name, fields }) =>
              fields.map(({ field, old, new: next }, i) => (
                <Table.Tr key={`${kind} ${id} ${field}`}>
                  {i === 0 && (
                    <Table.Th scope="rowgroup" rowSpan={fields.length} className={classes.who}>
                      {name || id}
                      <Text size="sm" c="dimmed" fw={400}>
                        {id} · {t('line')} {line}
                      </Text>
                    </Table.Th>
                  )}
                  <Table.Td>
                    <Code>{field}</Code>
                  </Table.Td>
                  <Table.Td>
                    {old === null ? <Text c="dimmed">{t('empty')}</Text> : <del className={classes.old}>{old}</del>}
                  </Table.Td>
                  <Table.Td fw={600}>
                    {next === null ? <Text c="dimmed">{t('empty')}</Text> : <ins className={classes.new}>{next}</ins>}
                  </Table.Td>
                </Table.Tr>
              )),
            )}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
