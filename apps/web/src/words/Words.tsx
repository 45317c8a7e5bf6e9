import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { firstLanguage, keepLanguage, loadWords, withRegion } from './index.ts';
import type { Messages } from './messages.ts';

interface Speech {
  language: string;
  /** Changes the words of the page; nothing that was typed is lost. */
  speak: (language: string) => void;
}
const SpeechContext = createContext<Speech | null>(null);

/** Everything below speaks one language, whose words are loaded when it is first spoken. */
export function Words({ parts, children }: { parts: readonly (keyof Messages)[]; children: ReactNode }) {
  const [wanted, setWanted] = useState(firstLanguage);
  const [spoken, setSpoken] = useState<{ language: string; locale: string; messages: Messages } | null>(null);
  useEffect(() => {
    let current = true;
    void loadWords(wanted, parts).then((messages) => {
      if (!current) return;
      document.documentElement.lang = wanted;
      setSpoken({ language: wanted, locale: withRegion(wanted), messages });
    });
    return () => void (current = false);
  }, [wanted, parts]);
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
