import { Badge, Button, Code, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Card } from '../../ui/Card.tsx';
import { COLUMNS } from './columns.ts';
import example from './example.csv?url';

/** What a people file looks like. */
export function Columns() {
  const t = useTranslations('imports');
  const [opened, { toggle }] = useDisclosure();
  return (
    <Card
      title={t('columns')}
      actions={
        <Button
          component="a"
          variant="default"
          href={example}
          download="people-example.csv"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('example')}
        </Button>
      }
    >
      <Text c="dimmed" maw={760} mb="sm">
        {t('columnsLead')}
      </Text>
      <Button variant="subtle" ml={-18} onClick={toggle} aria-expanded={opened}>
        {opened ? t('columnsHide') : t('columnsShow')}
      </Button>
      {opened && (
        <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column')}</Table.Th>
                <Table.Th>{t('meaning')}</Table.Th>
                <Table.Th>{t('sample')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {COLUMNS.map(([name, sample, required]) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <Code>{name}</Code>{' '}
                    {required && (
                      <Badge size="sm" variant="light">
                        {t('required')}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>{t(`about.${name}`)}</Table.Td>
                  <Table.Td>
                    <Code>{sample}</Code>
                  </Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Td>
                  <Code>attr.…</Code>
                </Table.Td>
                <Table.Td>{t('about.attr')}</Table.Td>
                <Table.Td>
                  <Code>attr.shop</Code>
                </Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
