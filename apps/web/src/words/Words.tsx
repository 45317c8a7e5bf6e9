import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { firstLanguage, keepLanguage, loadReasons, loadWords, withRegion } from './index.ts';
import type { Messages } from './messages.ts';

interface Speech {
  language: string;
  /** Changes the words of the page; nothing that was typed is lost. */
  speak: (language: string) => void;
}
const SpeechContext = createContext<Speech | null>(null);

interface Props {
  parts: readonly (keyof Messages)[];
  /** Nothing is shown before the reasons of the server can be said; otherwise they are there a moment later. */
  reasonsFirst?: boolean;
  children: ReactNode;
}

/** Everything below speaks one language, whose words are loaded when it is first spoken. */
export function Words({ parts, reasonsFirst = false, children }: Props) {
  const [wanted, setWanted] = useState(firstLanguage);
  const [spoken, setSpoken] = useState<{ language: string; locale: string; messages: Messages } | null>(null);
  useEffect(() => {
    let current = true;
    const reasons = loadReasons(wanted);
    void Promise.all([loadWords(wanted, parts), reasonsFirst && reasons]).then(([messages]) => {
      if (!current) return;
      document.documentElement.lang = wanted;
      setSpoken({ language: wanted, locale: withRegion(wanted), messages });
    });
    return () => void (current = false);
  }, [wanted, parts, reasonsFirst]);
  const speak = useCallback((language: string) => {
    keepLanguage(language);
    setWanted(language);
  }, []);
  const speech = useMemo(() => spoken && { language: spoken.language, speak }, [spoken, speak]);
  if (!spoken || !speech) return null;
  return (
    <SpeechContext value={speech}>
      <IntlProvider locale={spoken.locale} messages={spoken.messages} timeZone={ZONE}>
        {children}
      </IntlProvider>
    </SpeechContext>
  );
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The language spoken, and how to change it. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('useSpeech is for what stands below <Words>');
  return speech;
}
