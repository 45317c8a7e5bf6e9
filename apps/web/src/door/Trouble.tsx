import { useEffect, useRef } from 'react';
import { useProblemText } from '../words/problem-text.ts';

/** What the server said when it refused, read out as soon as it appears. */
export function Trouble({ error }: { error: unknown }) {
  const text = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.focus();
  }, [error]);
  if (!error) return null;
  return (
    <div className="alert" role="alert" tabIndex={-1} ref={box}>
      <p>{text(error)}</p>
    </div>
  );
}
