import { Button, Code, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { BASE } from '../../api/mounted-at.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { phrase } from '../../words/reasons.ts';

type Report = components['schemas']['ImportReportDto'];
/** Beyond this nobody reads on a screen. */
const SHOWN = 50;

/** The rows that are refused, with line, reason and remedy. */
export function Rejected({ id, report: { rejected, rejectedRows } }: { id: number; report: Report }) {
  const t = useTranslations('imports.one');
  const format = useFormatter();
  if (!rejectedRows) return null;
  const shown = rejected.slice(0, SHOWN);
  return (
    <Card
      title={t('rejectedTitle', { count: rejectedRows })}
      actions={
        <Button
          component="a"
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={`${BASE}/api/v1/people-imports/${id}/rejected.csv`}
        >
          {t('download')}
        </Button>
      }
    >
      <Text c="dimmed" mb="sm">
        {t('rejectedWhat')}
      </Text>
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{t('line')}</Table.Th>
              <Table.Th>{t('column')}</Table.Th>
              <Table.Th>{t('reason')}</Table.Th>
              <Table.Th>{t('mend')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ line, field, reason, fix }) => (
              <Table.Tr key={`${line} ${field} ${reason}`}>
                <Table.Td ta="right" fw={600}>
                  {format.number(line)}
                </Table.Td>
                <Table.Td>
                  <Code>{field}</Code>
                </Table.Td>
                <Table.Td>{phrase(reason)}</Table.Td>
                <Table.Td>{phrase(fix)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rejected.length > SHOWN && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('rejectedFirst', { shown: SHOWN, all: rejected.length })}
        </Text>
      )}
    </Card>
  );
}
