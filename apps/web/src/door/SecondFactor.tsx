import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import { fieldFaults } from '../api/problem.ts';
import { sessionKey, type Session } from '../api/session.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { Field } from './Field.tsx';
import { Trouble } from './Trouble.tsx';

/** The second step: a code of the authenticator app, or one of the codes kept for the day the phone is lost. */
export function SecondFactor({ onDone }: { onDone: (session: Session) => void }) {
  const t = useTranslations('access.factor');
  const queries = useQueryClient();
  const [recovery, setRecovery] = useState(false);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const give = api.useMutation('post', '/api/v1/session/second-factor', { onSuccess: onDone });
  const leave = api.useMutation('post', '/api/v1/session/sign-out', {
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionKey }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const good = recovery ? text.trim().length >= 16 : /^\s*(\d\s*){6}$/.test(text);
    setMissing(!good);
    if (good) give.mutate({ body: recovery ? { recoveryCode: text.trim() } : { code: text } });
  };
  const faults = fieldFaults(give.error, ['code', 'recoveryCode']);
  const name = recovery ? 'recoveryCode' : 'code';
  return (
    <DoorFrame title={t('title')}>
      <form className="panel" noValidate onSubmit={send}>
        <Trouble error={give.error} />
        <Field
          key={name}
          label={recovery ? t('recovery') : t('code')}
          {...(recovery ? {} : { hint: t('codeHint'), inputMode: 'numeric' as const, autoComplete: 'one-time-code' })}
          name={name}
          autoFocus
          value={text}
          onText={setText}
          fault={missing ? t(recovery ? 'recoveryMissing' : 'codeMissing') : faults[name]}
        />
        <button className="btn" disabled={give.isPending}>
          {t('go')}
        </button>
        <p>
          <button
            type="button"
            className="as-link"
            onClick={() => {
              setRecovery(!recovery);
              setText('');
              setMissing(false);
              give.reset();
            }}
          >
            {recovery ? t('useCode') : t('useRecovery')}
          </button>
        </p>
        <p>
          <button type="button" className="as-link" onClick={() => leave.mutate({})}>
            {t('restart')}
          </button>
        </p>
      </form>
    </DoorFrame>
  );
}
