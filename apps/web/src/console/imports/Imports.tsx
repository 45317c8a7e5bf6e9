import { Anchor, Badge, Table } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Columns } from './Columns.tsx';
import { UploadBox } from './UploadBox.tsx';
import type { PeopleImport } from './upload.ts';

const COLOURS: Record<PeopleImport['state'], string> = {
  waiting: 'accent',
  checked: 'gray',
  applying: 'accent',
  applied: 'right',
  refused: 'wrong',
  failed: 'wrong',
};

/** Whether somebody works on it. */
export const isUnderWay = ({ state }: Pick<PeopleImport, 'state'>): boolean =>
  state === 'waiting' || state === 'applying';

/** People files: a new one, what one looks like, and those that came before. */
export function Component() {
  const t = useTranslations('imports');
  const format = useFormatter();
  const mayImport = useHasRole('channel-manager', 'programme-admin');
  const imports = api.useQuery(
    'get',
    '/api/v1/people-imports',
    {},
    { refetchInterval: ({ state }) => (state.data?.imports.some(isUnderWay) ? 2_000 : false) },
  );
  return (
    <Screen title={t('title')} lead={t('lead')}>
      {mayImport && <UploadBox />}
      <Columns />
      <Card title={t('latest')}>
        <Loaded query={imports} rows={2}>
          {({ imports: list }) =>
            list.length ? (
              <Table.ScrollContainer minWidth={640}>
                <Table highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('file')}</Table.Th>
                      <Table.Th>{t('state')}</Table.Th>
                      <Table.Th ta="right">{t('rows')}</Table.Th>
                      <Table.Th>{t('by')}</Table.Th>
                      <Table.Th>{t('when')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {list.map((one) => (
                      <Table.Tr key={one.id}>
                        <Table.Td>
                          <Anchor component={Link} to={`/imports/${one.id}`} fw={600}>
                            {one.name}
                          </Anchor>
                        </Table.Td>
                        <Table.Td>
                          <ImportState state={one.state} />
                        </Table.Td>
                        <Table.Td ta="right">{one.report ? format.number(one.report.rows) : '–'}</Table.Td>
                        <Table.Td>{one.uploadedBy?.name}</Table.Td>
                        <Table.Td>
                          <Moment at={one.createdAt} relative />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            ) : (
              <Notice small icon={IconFileImport} title={t('none')} what={t('noneWhat')} />
            )
          }
        </Loaded>
      </Card>
    </Screen>
  );
}

/** How far an import is, in a word. */
export function ImportState({ state }: Pick<PeopleImport, 'state'>) {
  const t = useTranslations('imports.states');
  return (
    <Badge variant="light" color={COLOURS[state]}>
      {t(state)}
    </Badge>
  );
}
