import { Alert } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { fieldFaults } from '../api/problem.ts';
import { useProblemText } from '../words/problem-text.ts';

/** Puts the server's reasons at the fields they are about, and the keyboard into the first of these. */
export function showFaults<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  error: unknown,
): void {
  const faults = fieldFaults(error, Object.keys(form.getValues()));
  form.setErrors(faults);
  const [first] = Object.keys(faults);
  if (first) form.getInputNode(first)?.focus();
}

/** Why a form was refused, above it; read out when it appears. */
export function FormTrouble({ error }: { error: unknown }) {
  const text = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  return (
    <Alert ref={box} role="alert" color="wrong" icon={<IconAlertTriangle aria-hidden />}>
      {text(error)}
    </Alert>
  );
}
