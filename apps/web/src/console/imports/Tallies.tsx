import { SimpleGrid, Table } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Figure } from '../../ui/Figure.tsx';

type Report = components['schemas']['ImportReportDto'];
const KINDS = ['created', 'updated', 'unchanged'] as const;

/** How much is new, changed, the same and refused. */
export function Tallies({ report, done }: { report: Report; done: boolean }) {
  const t = useTranslations('imports.one');
  const format = useFormatter();
  const { partners, reps, rejectedRows, rows } = report;
  const share = (part: number) => ({ share: rows ? part / rows : 0 });
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
        {KINDS.map((kind) => (
          <Figure
            key={kind}
            label={t(kind)}
            value={format.number(reps[kind])}
            note={t('reps')}
            {...share(reps[kind])}
          />
        ))}
        <Figure label={t('rejected')} value={format.number(rejectedRows)} {...share(rejectedRows)} />
      </SimpleGrid>
      <Card title={done ? t('did') : t('would')}>
        <Table.ScrollContainer minWidth={380} type="native" tabIndex={0}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('what')}</Table.Th>
                {KINDS.map((kind) => (
                  <Table.Th key={kind} ta="right">
                    {t(kind)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(
                [
                  ['partners', partners],
                  ['reps', reps],
                ] as const
              ).map(([what, tally]) => (
                <Table.Tr key={what}>
                  <Table.Th scope="row">{t(what)}</Table.Th>
                  {KINDS.map((kind) => (
                    <Table.Td key={kind} ta="right">
                      {format.number(tally[kind])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Card>
    </>
  );
}
