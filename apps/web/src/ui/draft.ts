import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';

/**
 * Keeps what is typed into a form until it is saved: a lost connection, a closed tab or a crash lose nothing. Not for secrets.
 * @param key names what is being written, such as `brick:first-steps/010`.
 * @returns whether something unsaved was found and put back, and a way to let go of it once it is saved or given up.
 */
export function useDraft<Values extends Record<string, unknown>>(key: string, form: UseFormReturnType<Values>) {
  const name = `relais-draft:${key}`;
  const [kept] = useState(() => read(name));
  const [forgotten, setForgotten] = useState(false);
  const put = useRef(false);
  useEffect(() => {
    if (put.current || kept === null) return;
    put.current = true;
    form.setValues(kept as Partial<Values>);
  }, [form, kept]);
  const values = form.values;
  const dirty = form.isDirty();
  useEffect(() => {
    if (dirty) write(name, values);
  }, [name, values, dirty]);
  const forget = () => {
    write(name, null);
    setForgotten(true);
  };
  return { restored: kept !== null && !forgotten, forget };
}

function read(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

function write(name: string, values: unknown): void {
  try {
    if (values === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(values));
  } catch {
    // full, or a browser that keeps nothing: the form itself still has it
  }
}
