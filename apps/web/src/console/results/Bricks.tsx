import { Anchor, Table, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { Share } from './Share.tsx';
import { SortHead, useSort } from './sort.tsx';

type Brick = components['schemas']['BrickResultDto'];

const COLUMNS = ['reached', 'answered', 'right'] as const;
const VALUES: Record<(typeof COLUMNS)[number], (brick: Brick) => number> = {
  reached: ({ reached }) => reached,
  answered: ({ answered, reached }) => (reached ? answered / reached : -1),
  right: ({ correct, graded }) => (graded ? correct / graded : -1),
};

/** What came of each brick, in the order of their lines or by a figure. */
export function Bricks({ bricks }: { bricks: Brick[] }) {
  const t = useTranslations('results');
  const format = useFormatter();
  const { language } = useSpeech();
  const sort = useSort(COLUMNS);
  const [search] = useSearchParams();
  const value = sort.column && VALUES[sort.column];
  const sorted = value ? [...bricks].sort((a, b) => (sort.down ? -1 : 1) * (value(a) - value(b))) : bricks;
  const days = new URLSearchParams([...search].filter(([name]) => ['days', 'from', 'to'].includes(name))).toString();
  return (
    <Card title={t('bricks')} mt="lg">
      <Table.ScrollContainer minWidth={760}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('brick')}</Table.Th>
              <Table.Th>{t('theme')}</Table.Th>
              <SortHead column="reached" label={t('reached')} sort={sort} />
              <SortHead column="answered" label={t('answered')} sort={sort} />
              <SortHead column="right" label={t('right')} sort={sort} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((brick) => (
              <Table.Tr key={brick.brickId}>
                <Table.Td>
                  <Anchor component={Link} to={`/results/bricks/${brick.brickId}${days && `?${days}`}`} fw={600}>
                    {brick.title}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {nameIn(brick.lineName, language)} · {t(`kinds.${brick.kind}`)}
                  </Text>
                </Table.Td>
                <Table.Td>{brick.theme}</Table.Td>
                <Table.Td title={t('reachedHint')}>{format.number(brick.reached)}</Table.Td>
                <Table.Td miw={140}>
                  <Share part={brick.answered} whole={brick.reached} />
                </Table.Td>
                <Table.Td miw={140}>
                  <Share part={brick.correct} whole={brick.graded} color="right" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
