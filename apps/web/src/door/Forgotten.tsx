import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import { fieldFaults } from '../api/problem.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { emailFault } from './email.ts';
import { EmailField } from './EmailField.tsx';
import { Trouble } from './Trouble.tsx';

/** Asks for a link to choose a new password. */
export function Forgotten() {
  const t = useTranslations('access');
  const [email, setEmail] = useState('');
  const [fault, setFault] = useState<ReturnType<typeof emailFault>>(null);
  const ask = api.useMutation('post', '/api/v1/password/forgotten');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const found = emailFault(email);
    setFault(found);
    if (!found) ask.mutate({ body: { email: email.trim() } });
  };
  const back = <Link href="/sign-in?way=password">{t('forgotten.back')}</Link>;
  if (ask.isSuccess)
    return (
      <DoorFrame title={t('forgotten.sentTitle')}>
        <p role="status">{t('forgotten.sent', { email })}</p>
        <p>{back}</p>
      </DoorFrame>
    );
  return (
    <DoorFrame title={t('forgotten.title')}>
      <form className="panel" noValidate onSubmit={send}>
        <p>{t('forgotten.lead')}</p>
        <Trouble error={ask.error} />
        <EmailField
          value={email}
          onText={setEmail}
          fault={fault ? t(fault) : fieldFaults(ask.error, ['email']).email}
        />
        <button className="btn" disabled={ask.isPending}>
          {t('forgotten.go')}
        </button>
        <p>{back}</p>
      </form>
    </DoorFrame>
  );
}
