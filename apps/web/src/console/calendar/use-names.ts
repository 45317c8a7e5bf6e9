import { api } from '../../api/client.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

/** Lines and segments by slug, in the reader's language; a slug stands for itself until its name is there. */
export function useNames() {
  const { language } = useSpeech();
  const lines = api.useQuery('get', '/api/v1/lines').data?.lines ?? [];
  const segments = api.useQuery('get', '/api/v1/segments').data?.segments ?? [];
  const named = (all: readonly { slug: string; name: Record<string, string> }[]) =>
    all.map(({ slug, name }) => ({ value: slug, label: nameIn(name, language) || slug }));
  const of = (all: { value: string; label: string }[]) => (slug: string) =>
    all.find(({ value }) => value === slug)?.label ?? slug;
  const [lineNames, segmentNames] = [named(lines), named(segments)];
  /** ISO days of the week on which a line speaks. */
  const weekdays = (slug: string) => lines.find((line) => line.slug === slug)?.weekdays ?? [];
  return { weekdays, lines: lineNames, segments: segmentNames, line: of(lineNames), segment: of(segmentNames) };
}
