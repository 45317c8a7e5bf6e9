import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { api } from '../api/client.ts';
import { fieldFaults } from '../api/problem.ts';
import { emailFault } from './email.ts';
import { Field } from './Field.tsx';
import { Trouble } from './Trouble.tsx';

/** Asks for a link by mail. The answer is the same for every address, so it is worded that way. */
export function LinkForm({ email, onEmail, demo }: { email: string; onEmail: (email: string) => void; demo: boolean }) {
  const t = useTranslations('access');
  const ask = api.useMutation('post', '/api/v1/sign-in-links');
  const [fault, setFault] = useState<ReturnType<typeof emailFault>>(null);
  if (ask.isSuccess)
    return (
      <div className="panel notice" role="status">
        <h2>{t('link.sentTitle')}</h2>
        <p>{t('link.sent', { email })}</p>
        <p className="soft">{t('link.again')}</p>
        {demo && (
          <p>
            <a href={`${BASE}/mailbox?to=${encodeURIComponent(email)}`}>{t('link.mailbox')}</a>
          </p>
        )}
        <button type="button" className="btn quiet" onClick={() => ask.reset()}>
          {t('link.other')}
        </button>
      </div>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const found = emailFault(email);
    setFault(found);
    if (!found) ask.mutate({ body: { email: email.trim() } });
  };
  return (
    <form className="panel" noValidate onSubmit={send}>
      <p>{t('link.lead')}</p>
      <Trouble error={ask.error} />
      <Field
        label={t('email')}
        type="email"
        name="email"
        autoComplete="email"
        value={email}
        onText={onEmail}
        fault={fault ? t(fault) : fieldFaults(ask.error, ['email']).email}
      />
      <button className="btn" disabled={ask.isPending}>
        {t('link.send')}
      </button>
    </form>
  );
}
