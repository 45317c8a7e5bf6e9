import { useState } from 'react';
import { Link, Redirect, useSearchParams } from 'wouter';
import { useTranslations } from 'use-intl';
import { useKeepSession, useSession, type Session } from '../api/session.ts';
import { Demo } from './Demo.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { LinkForm } from './LinkForm.tsx';
import { OidcButton } from './OidcButton.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Leave } from './Leave.tsx';

/** The one door: reps ask for a link, staff gives a password, then a second factor where one is set up. */
export function SignIn() {
  const t = useTranslations('access');
  const session = useSession();
  const keep = useKeepSession();
  const [search, setSearch] = useSearchParams();
  const [email, setEmail] = useState('');
  const asked = search.get('to');
  const problem = search.get('problem')?.replaceAll('.', '_') as 'oidc_refused' | undefined;
  const way = search.get('way') ?? (asked?.startsWith('/app') || problem ? 'password' : 'link');

  const state = session.data?.state;
  if (state === 'signed-in' || state === 'enrol') return <Leave session={session.data!} asked={asked} />;
  if (state === 'second-factor') return <SecondFactor onDone={keep} />;

  const choose = (next: string) => {
    search.set('way', next);
    search.delete('problem');
    setSearch(search, { replace: true });
  };
  const signedIn = (said: Session) => keep(said);
  return (
    <DoorFrame title={t('title')}>
      {problem && (
        <div className="alert" role="alert">
          <p>{t.has(`problems.${problem}`) ? t(`problems.${problem}`) : t('problems.title')}</p>
        </div>
      )}
      <nav aria-label={t('ways.label')}>
        <ul className="tabs">
          {(['link', 'password'] as const).map((one) => (
            <li key={one}>
              <Link
                href={`/sign-in?${new URLSearchParams({ ...Object.fromEntries(search), way: one })}`}
                replace
                aria-current={way === one ? 'page' : undefined}
              >
                {t(`ways.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {way === 'link' ? (
        <LinkForm email={email} onEmail={setEmail} demo={Boolean(session.data?.ways.demo)} />
      ) : (
        <PasswordForm email={email} onEmail={setEmail} onDone={signedIn} />
      )}
      {way === 'password' && session.data?.ways.oidc && <OidcButton name={session.data.ways.oidc} />}
      {session.data?.ways.demo && <Demo demo={session.data.ways.demo} onDone={signedIn} onRep={() => choose('link')} />}
    </DoorFrame>
  );
}

/** Sign-in as the first page of an unknown address of ours. */
export const ToSignIn = () => <Redirect to="/sign-in" replace />;
