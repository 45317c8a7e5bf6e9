import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { api } from '../api/client.ts';
import type { Session } from '../api/session.ts';
import { Trouble } from './Trouble.tsx';

type Accounts = NonNullable<Session['ways']['demo']>;

/** The accounts of the demo, one press each. Shown where the server says that this is the demo, and nowhere else. */
export function Demo({
  demo,
  onDone,
  onRep,
}: {
  demo: Accounts;
  onDone: (session: Session) => void;
  onRep: () => void;
}) {
  const t = useTranslations();
  const signIn = api.useMutation('post', '/api/v1/session/sign-in', { onSuccess: onDone });
  return (
    <section className="panel" aria-labelledby="demo">
      <h2 id="demo">{t('access.demo.title')}</h2>
      <p>{t('access.demo.lead', { password: demo.password })}</p>
      <Trouble error={signIn.error} />
      <ul className="rows">
        {demo.accounts.map(({ email, roles }) => (
          <li key={email}>
            <button
              type="button"
              className="row-button"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ body: { email, password: demo.password } })}
            >
              <span>{t('access.demo.use', { role: roles.map((role) => t(`frame.roles.${role}`)).join(', ') })}</span>
              <span className="soft">{email}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="soft">
        {t('access.demo.rep')}{' '}
        <a href={`${BASE}/mailbox`} onClick={onRep}>
          {t('access.link.mailbox')}
        </a>
      </p>
    </section>
  );
}
