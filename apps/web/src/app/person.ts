import { createContext, use } from 'react';
import type { Person, Role } from '../api/session.ts';

export const PersonContext = createContext<Person | null>(null);

/** Who is signed in. */
export function usePerson(): Person {
  const person = use(PersonContext);
  if (!person) throw new Error('usePerson is for screens inside the frame');
  return person;
}

/** Whether this person has one of these roles: for what is shown. What may be done, the server decides. */
export function useHasRole(...roles: Role[]): boolean {
  return usePerson().roles.some((role) => roles.includes(role));
}
