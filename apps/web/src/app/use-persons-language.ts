import { useEffect, useRef } from 'react';
import { nearest } from '../words/index.ts';
import { useSpeech } from '../words/Words.tsx';

/** Speaks a person's own language once it is known, and again when it is changed; a choice made meanwhile stands. */
export function usePersonsLanguage(locale: string | undefined): void {
  const { speak } = useSpeech();
  const heard = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!locale || heard.current === locale) return;
    heard.current = locale;
    speak(nearest(locale));
  }, [locale, speak]);
}
