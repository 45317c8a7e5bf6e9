import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { useSession } from '../api/session.ts';
import { Logo } from '../ui/Logo.tsx';
import { nearest } from '../words/index.ts';
import { useSpeech } from '../words/Words.tsx';
import { BoardsIcon, HistoryIcon, SettingsIcon, TodayIcon } from './icons.tsx';
import { useOnline } from './use-online.ts';
import { Waited } from './Waited.tsx';

const TABS = [
  { to: '/inbox', word: 'today', icon: TodayIcon },
  { to: '/inbox/history', word: 'history', icon: HistoryIcon },
  { to: '/inbox/boards', word: 'boards', icon: BoardsIcon },
  { to: '/inbox/settings', word: 'settings', icon: SettingsIcon },
] as const;

/** What stands around every page of a rep: the four places at the foot of a phone, at the head of a desk. */
export function InboxFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations();
  const [here] = useLocation();
  const main = useRef<HTMLElement>(null);
  const online = useOnline();
  return (
    <div className="page inbox">
      <title>{`${title} · ${t('frame.brand')}`}</title>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('frame.skip')}
      </a>
      <header>
        <Link className="brand" href="/inbox">
          <Logo />
          <span>{t('frame.brand')}</span>
        </Link>
        <nav className="places" aria-label={t('inbox.nav.label')}>
          <ul>
            {TABS.map(({ to, word, icon: Icon }) => (
              <li key={to}>
                <Link href={to} aria-current={here === to ? 'page' : undefined}>
                  <Icon />
                  <span>{t(`inbox.nav.${word}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" tabIndex={-1} ref={main}>
        <div role="status">{!online && <p className="alert">{t('inbox.offline')}</p>}</div>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}

/** Shows the pages of a rep to a rep; others are shown to their own door. */
export function RepsOnly({ children }: { children: ReactNode }) {
  const t = useTranslations('frame');
  const session = useSession();
  const [here] = useLocation();
  const person = session.data?.person;
  useOwnLanguage(person?.locale);
  const lost = session.isSuccess && person?.kind !== 'rep';
  useEffect(() => {
    if (!lost) return;
    const to = person ? '/app' : `/sign-in?${new URLSearchParams({ to: here, way: 'link' })}`;
    window.location.replace(BASE + to);
  }, [lost, person, here]);
  if (person?.kind === 'rep') return children;
  return (
    <InboxFrame title={t('brand')}>
      <Waited query={lost ? { ...session, data: undefined } : session}>{() => null}</Waited>
    </InboxFrame>
  );
}

/** Speaks the person's language once it is known. */
function useOwnLanguage(locale: string | undefined): void {
  const { speak } = useSpeech();
  const heard = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!locale || heard.current === locale) return;
    heard.current = locale;
    speak(nearest(locale));
  }, [locale, speak]);
}
