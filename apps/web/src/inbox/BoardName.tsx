import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import type { components } from '../api/schema.d.ts';
import { Field } from '../door/Field.tsx';
import { Trouble } from '../door/Trouble.tsx';
import { Waited } from './Waited.tsx';

type OwnName = components['schemas']['OwnBoardNameDto'];
const { queryKey } = api.queryOptions('get', '/api/v1/inbox/board-name');

/** How one is called on boards: by name, under a pseudonym, or not at all. */
export function BoardName() {
  const own = api.useQuery('get', '/api/v1/inbox/board-name');
  return <Waited query={own}>{(data) => <Choice own={data} />}</Waited>;
}

function Choice({ own }: { own: OwnName }) {
  const t = useTranslations('inbox.boardName');
  const queries = useQueryClient();
  const [shown, setShown] = useState(own.shown);
  const [pseudonym, setPseudonym] = useState(own.pseudonym ?? '');
  const choose = api.useMutation('put', '/api/v1/inbox/board-name', {
    onSuccess: (said) => queries.setQueryData(queryKey, said),
  });
  const code = isProblem(choose.error) ? choose.error.code : null;
  const fault = code === 'board-name.taken' ? t('taken') : code === 'board-name.bad' ? t('bad') : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate({ body: { shown, pseudonym: shown === 'pseudonym' ? pseudonym : null } });
  };
  return (
    <form className="panel" noValidate onSubmit={send}>
      <fieldset>
        <legend>{t('title')}</legend>
        <p className="hint">{t('what')}</p>
        {!fault && <Trouble error={choose.error} />}
        <div className="opts">
          {(['name', 'pseudonym', 'nobody'] as const).map((one) => (
            <label className="opt plain" key={one}>
              <input type="radio" name="shown" checked={shown === one} onChange={() => setShown(one)} />
              <span>{t(one, { name: own.name })}</span>
              <span className="tick" />
            </label>
          ))}
        </div>
      </fieldset>
      {shown === 'pseudonym' && (
        <Field
          label={t('pseudonymLabel')}
          hint={t('bad')}
          maxLength={60}
          autoComplete="nickname"
          value={pseudonym}
          onText={setPseudonym}
          fault={fault}
        />
      )}
      <button className="btn" disabled={choose.isPending}>
        {t('save')}
      </button>
      <div role="status">{choose.isSuccess && <p className="note">{t('saved')}</p>}</div>
    </form>
  );
}
