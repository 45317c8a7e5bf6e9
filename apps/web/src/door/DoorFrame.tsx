import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { Logo } from '../ui/Logo.tsx';
import { LANGUAGES } from '../words/index.ts';
import { useSpeech } from '../words/Words.tsx';

/** The page around a form of sign-in: the look of the pages that open from mails. */
export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations('frame');
  const { language, speak } = useSpeech();
  return (
    <div className="page">
      <title>{`${title} · ${t('brand')}`}</title>
      <header>
        <a className="brand" href={`${BASE}/`}>
          <Logo />
          <span>{t('brand')}</span>
        </a>
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
      <footer>
        <span />
        <span>
          {LANGUAGES.filter((code) => code !== language).map((code) => (
            <button key={code} type="button" className="as-link" lang={code} onClick={() => speak(code)}>
              {t.has(`languages.${code as 'en'}`) ? t(`languages.${code as 'en'}`) : code}
            </button>
          ))}
        </span>
      </footer>
    </div>
  );
}
