import { api } from '../../api/client.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

/** Names of segments by their slugs, in the reader's language. */
export function useSegmentNames(): { nameOf: (slug: string) => string; all: { value: string; label: string }[] } {
  const { language } = useSpeech();
  const segments = api.useQuery('get', '/api/v1/segments').data?.segments ?? [];
  const all = segments.map(({ slug, name }) => ({ value: slug, label: nameIn(name, language) || slug }));
  return { all, nameOf: (slug) => all.find(({ value }) => value === slug)?.label ?? slug };
}
