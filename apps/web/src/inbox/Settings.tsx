import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { api } from '../api/client.ts';
import { useKeepSession, useSession } from '../api/session.ts';
import { Trouble } from '../door/Trouble.tsx';
import { LANGUAGES } from '../words/index.ts';
import { nameIn } from '../words/named.ts';
import { useSpeech } from '../words/Words.tsx';
import { BoardName } from './BoardName.tsx';
import { InboxFrame } from './InboxFrame.tsx';
import { Install } from './Install.tsx';
import { Pause } from './Pause.tsx';
import { useKeepPreferences, type Preferences } from './preferences.ts';
import { Waited } from './Waited.tsx';

/** Language, what one receives, a pause, one's name on boards, the way out. */
export default function Settings() {
  const t = useTranslations('inbox.settings');
  const preferences = api.useQuery('get', '/api/v1/inbox/preferences');
  return (
    <InboxFrame title={t('title')}>
      <Language />
      <Waited query={preferences}>
        {(data) => (
          <>
            <Lines key={data.lines.map(({ slug, stopped }) => `${slug} ${stopped}`).join()} preferences={data} />
            <Pause preferences={data} />
            <Stop preferences={data} />
          </>
        )}
      </Waited>
      <BoardName />
      <Install />
      <Me />
    </InboxFrame>
  );
}

function Language() {
  const t = useTranslations();
  const { language, speak } = useSpeech();
  const keep = useKeepSession();
  const choose = api.useMutation('patch', '/api/v1/session', { onSuccess: keep });
  return (
    <section className="panel">
      <label className="label" htmlFor="language">
        {t('inbox.settings.language')}
      </label>
      <p className="hint">{t('inbox.settings.languageWhat')}</p>
      <Trouble error={choose.error} />
      <select
        id="language"
        className="field choice"
        value={language}
        onChange={({ target }) => {
          speak(target.value);
          choose.mutate({ body: { locale: target.value } });
        }}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {t.has(`frame.languages.${code as 'en'}`) ? t(`frame.languages.${code as 'en'}`) : code}
          </option>
        ))}
      </select>
    </section>
  );
}

function Lines({ preferences: { lines } }: { preferences: Preferences }) {
  const t = useTranslations('inbox.settings');
  const { language } = useSpeech();
  const keep = useKeepPreferences();
  const choose = api.useMutation('put', '/api/v1/inbox/preferences/lines', { onSuccess: keep });
  const [wanted, setWanted] = useState(() => lines.filter(({ stopped }) => !stopped).map(({ slug }) => slug));
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate({ body: { shown: lines.map(({ slug }) => slug), wanted } });
      }}
    >
      <fieldset>
        <legend>{t('lines')}</legend>
        {lines.length === 0 && <p className="hint">{t('linesNone')}</p>}
        <Trouble error={choose.error} />
        <div className="opts many">
          {lines.map(({ slug, name }) => (
            <label className="opt plain" key={slug}>
              <input
                type="checkbox"
                checked={wanted.includes(slug)}
                onChange={({ target }) =>
                  setWanted(target.checked ? [...wanted, slug] : wanted.filter((one) => one !== slug))
                }
              />
              <span>{nameIn(name, language)}</span>
              <span className="tick" />
            </label>
          ))}
        </div>
      </fieldset>
      {lines.length > 0 && (
        <button className="btn" disabled={choose.isPending}>
          {t('save')}
        </button>
      )}
      <div role="status">{choose.isSuccess && <p className="note">{t('saved')}</p>}</div>
    </form>
  );
}

function Stop({ preferences: { everything } }: { preferences: Preferences }) {
  const t = useTranslations('inbox.settings');
  const keep = useKeepPreferences();
  const stop = api.useMutation('put', '/api/v1/inbox/preferences/stop', { onSuccess: keep });
  const resume = api.useMutation('delete', '/api/v1/inbox/preferences/stop', { onSuccess: keep });
  return (
    <section className="panel">
      <h2>{t('stop')}</h2>
      <p>{t('stopWhat')}</p>
      <Trouble error={stop.error ?? resume.error} />
      {everything ? (
        <button type="button" className="btn" disabled={resume.isPending} onClick={() => resume.mutate({})}>
          {t('resume')}
        </button>
      ) : (
        <button type="button" className="btn quiet" disabled={stop.isPending} onClick={() => stop.mutate({})}>
          {t('stop')}
        </button>
      )}
    </section>
  );
}

function Me() {
  const t = useTranslations('inbox.settings');
  const format = useFormatter();
  const person = useSession().data?.person;
  const signOut = api.useMutation('post', '/api/v1/session/sign-out', {
    onSuccess: () => window.location.assign(`${BASE}/sign-in?way=link`),
  });
  if (!person) return null;
  return (
    <section className="panel">
      <h2>{t('me')}</h2>
      <p>
        {format.list([person.name, person.email, person.scope.partnerName ?? ''].filter(Boolean), { type: 'unit' })}
      </p>
      <button type="button" className="btn quiet" disabled={signOut.isPending} onClick={() => signOut.mutate({})}>
        {t('signOut')}
      </button>
    </section>
  );
}
