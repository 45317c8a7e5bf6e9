import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import type { Session } from '../api/session.ts';
import { emailFault } from './email.ts';
import { EmailField } from './EmailField.tsx';
import { Field } from './Field.tsx';
import { Trouble } from './Trouble.tsx';

interface Props {
  email: string;
  onEmail: (email: string) => void;
  onDone: (session: Session) => void;
}

/** E-mail and password, for staff and partner admins. */
export function PasswordForm({ email, onEmail, onDone }: Props) {
  const t = useTranslations('access');
  const signIn = api.useMutation('post', '/api/v1/session/sign-in', { onSuccess: onDone });
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const fault = emailFault(email);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!fault && password) signIn.mutate({ body: { email: email.trim(), password } });
  };
  return (
    <form className="panel" noValidate onSubmit={send}>
      <p>{t('password.lead')}</p>
      <Trouble error={signIn.error} />
      <EmailField value={email} onText={onEmail} fault={checked && fault ? t(fault) : undefined} />
      <Field
        label={t('password.label')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onText={setPassword}
        fault={checked && !password ? t('password.missing') : undefined}
      />
      <button className="btn" disabled={signIn.isPending}>
        {t('password.go')}
      </button>
      <p>
        <Link href="/sign-in/forgotten">{t('password.forgotten')}</Link>
      </p>
    </form>
  );
}
