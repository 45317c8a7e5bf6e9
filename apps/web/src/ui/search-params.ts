import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

/** The filters of a list, kept in the address: a link, the back button and a reload show the same list. */
export function useFilters<Name extends string>(): [
  Partial<Record<Name, string>>,
  (change: Partial<Record<Name, string | null>>) => void,
] {
  // prettier-ignore
  const [search, setSearch] = useSearchParams();
  const change = (values: Partial<Record<Name, string | null>>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values) as [string, string | null][])
          if (value) next.set(name, value);
          else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [Object.fromEntries(search) as Partial<Record<Name, string>>, change];
}

/** What is typed into a search field, and told on once the fingers rest. */
export function useTyped(given: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(given);
  const later = useDebouncedCallback(tell, 250);
  return [
    text,
    (typed) => {
      setText(typed);
      later(typed.trim());
    },
  ];
}
