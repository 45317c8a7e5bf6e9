import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useParams } from 'wouter';
import { useTranslations } from 'use-intl';
import { http } from '../api/client.ts';
import { fieldFaults, statusOf } from '../api/problem.ts';
import { useKeepSession } from '../api/session.ts';
import { useSpeech } from '../words/Words.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { emailFault } from './email.ts';
import { EmailField } from './EmailField.tsx';
import { Field } from './Field.tsx';
import { Leave } from './Leave.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Trouble } from './Trouble.tsx';

const SHORTEST = 12;
type Kind = 'welcome' | 'reset' | 'first';

/** Where links of invitations, of resets and of the first start lead: choose a password, and be signed in with it. */
export function ChoosePassword({ kind }: { kind: Kind }) {
  const t = useTranslations('access');
  const { token = '' } = useParams();
  const { language } = useSpeech();
  const keep = useKeepSession();
  const [password, setPassword] = useState('');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const choose = useMutation({
    mutationFn: async () => {
      const chosen = kind === 'first' ? await first() : await keepPassword();
      const { data, error } = await http.POST('/api/v1/session/sign-in', { body: { email: chosen, password } });
      if (!data) throw error;
      return data;
    },
    onSuccess: keep,
  });
  const first = async () => {
    const { error } = await http.POST('/api/v1/password/first-admin', {
      body: { token, email: email.trim(), name, password, locale: language },
    });
    if (error) throw error;
    return email.trim();
  };
  const keepPassword = async () => {
    const { data, error } = await http.POST('/api/v1/password/choose', { body: { token, password } });
    if (!data) throw error;
    return data.email;
  };

  if (choose.data?.state === 'second-factor') return <SecondFactor onDone={keep} />;
  if (choose.data) return <Leave session={choose.data} asked={null} />;
  const faults = fieldFaults(choose.error, ['password', 'email', 'name']);
  const length = [...password].length;
  const short = length < SHORTEST;
  const badEmail = kind === 'first' ? emailFault(email) : null;
  const noName = kind === 'first' && !name.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!short && !badEmail && !noName) choose.mutate();
  };
  return (
    <DoorFrame title={t(`choose.${kind}`)}>
      <form className="panel" noValidate onSubmit={send}>
        {kind === 'first' && <p>{t('choose.firstLead')}</p>}
        <Trouble error={choose.error} />
        {statusOf(choose.error) === 410 && <Link href="/sign-in/forgotten">{t('forgotten.title')}</Link>}
        {kind === 'first' && (
          <>
            <Field
              label={t('choose.name')}
              name="name"
              autoComplete="name"
              value={name}
              onText={setName}
              fault={checked && noName ? t('choose.nameMissing') : faults.name}
            />
            <EmailField value={email} onText={setEmail} fault={checked && badEmail ? t(badEmail) : faults.email} />
          </>
        )}
        <Field
          label={t('choose.label')}
          hint={t('choose.lead')}
          type="password"
          name="password"
          autoComplete="new-password"
          value={password}
          onText={setPassword}
          fault={checked && short ? t('choose.short', { count: length }) : faults.password}
        />
        <button className="btn" disabled={choose.isPending}>
          {t('choose.go')}
        </button>
      </form>
    </DoorFrame>
  );
}
