import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { api, http } from '../../api/client.ts';
import { Figure } from '../../ui/Figure.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { without, type Rule } from './rule.ts';

/** What a new rule does to those the old one meant, in people. */
export interface Change {
  before: number;
  after: number;
  leaving: number;
  joining: number;
}

/** A share of joiners, and a number, below which nobody needs to be asked. */
const [SHARE, FEW] = [0.1, 10];

/** Whether a change needs a second look: somebody leaves, or many join. */
export const asksFirst = ({ before, leaving, joining }: Change): boolean =>
  leaving > 0 || joining > Math.max(FEW, before * SHARE);

/** Counts who is meant now, who will be, who leaves and who joins. @throws what the server said */
export async function changeOf(old: Rule, next: Rule): Promise<Change> {
  const [before, after, leaving, joining] = await Promise.all([old, next, without(old, next), without(next, old)].map(reachOf)); // prettier-ignore
  return { before: before!, after: after!, leaving: leaving!, joining: joining! };
}

async function reachOf(rule: Rule | null): Promise<number> {
  if (rule === null) return 0;
  const { data, error } = await http.POST('/api/v1/segment-reach', { body: { rule } });
  if (!data) throw error;
  return data.reps;
}

/** Says so before it is done. */
export function Impact({ change: { before, after, leaving, joining }, lines }: { change: Change; lines: string[] }) {
  const t = useTranslations('segments');
  const format = useFormatter();
  const { language } = useSpeech();
  const all = api.useQuery('get', '/api/v1/lines').data?.lines ?? [];
  return (
    <Stack>
      <SimpleGrid cols={2}>
        <Figure label={t('before')} value={format.number(before)} note={t('people', { count: before })} />
        <Figure label={t('after')} value={format.number(after)} note={t('people', { count: after })} />
      </SimpleGrid>
      <List>
        {leaving > 0 && <List.Item>{t('leaving', { count: leaving })}</List.Item>}
        {joining > 0 && <List.Item>{t('joining', { count: joining })}</List.Item>}
      </List>
      {lines.length ? (
        <div>
          <Text>{t('touches')}</Text>
          <List>
            {lines.map((slug) => (
              <List.Item key={slug}>
                {nameIn(all.find((line) => line.slug === slug)?.name ?? {}, language) || slug}
              </List.Item>
            ))}
          </List>
        </div>
      ) : (
        <Text>{t('touchesNone')}</Text>
      )}
    </Stack>
  );
}
