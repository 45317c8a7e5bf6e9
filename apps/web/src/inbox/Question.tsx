import { useId, useState, type FormEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Trouble } from '../door/Trouble.tsx';
import { draftFault, keepDraft, readDraft, type Answered, type Brick } from './brick.ts';
import { Html } from './Html.tsx';
import { References } from './References.tsx';

/** A brick that waits: what it says, what can be chosen, one button. Nothing is recorded before it is pressed. */
export function Question({ brick, onAnswered }: { brick: Brick; onAnswered: (answered: Answered) => void }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const queries = useQueryClient();
  const id = useId();
  const [draft, setDraft] = useState(() => readDraft(brick.deliveryId));
  const [checked, setChecked] = useState(false);
  const answer = api.useMutation('post', '/api/v1/inbox/{deliveryId}/answer', {
    onSuccess: (answered) => {
      keepDraft(brick.deliveryId, null);
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/inbox/history'] });
      onAnswered(answered);
    },
  });
  const change = (part: Partial<typeof draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(brick.deliveryId, next);
  };
  const fault = draftFault(brick, draft);
  const shown = checked ? fault : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (fault) return;
    const body = brick.kind === 'open' ? { text: draft.text } : { choice: draft.choice };
    answer.mutate({ params: { path: { deliveryId: brick.deliveryId } }, body });
  };
  const choosing = brick.kind === 'quiz' || brick.kind === 'poll';
  const max = brick.maxLength ?? 0;
  return (
    <form noValidate onSubmit={send} aria-labelledby={`${id}-title`}>
      <p className="kind">
        {t(`kind.${brick.kind}`)} · {brick.line.name}
      </p>
      <h2 className="question" id={`${id}-title`} lang={brick.locale}>
        {brick.title}
      </h2>
      {brick.repeat && (
        <p className="back">
          {t.has(`why.${brick.repeat.why as 'memory-fades'}`) &&
            t(`why.${brick.repeat.why as 'right-in-a-row'}`, { count: brick.repeat.count ?? 1 })}{' '}
          {brick.repeat.otherWords && t('why.otherWords')}
        </p>
      )}
      <Html className="body" html={brick.bodyHtml} locale={brick.locale} />
      {brick.video && (
        <p>
          <a className="btn quiet" href={brick.video.url} target="_blank" rel="noopener noreferrer">
            {brick.video.minutes === null
              ? t('answer.watch')
              : t('answer.watchMinutes', { minutes: brick.video.minutes })}
            <span className="vh"> ({t('answer.newTab')})</span>
          </a>
        </p>
      )}
      <Trouble error={answer.error} />
      {choosing && (
        <fieldset
          className={`${brick.multiple ? 'many' : ''}${shown ? ' has-error' : ''}`}
          aria-describedby={shown ? `${id}-fault` : undefined}
        >
          <legend>{t(`answer.${legendOf(brick)}`)}</legend>
          {shown === 'choiceMissing' && (
            <p className="wrong-field" id={`${id}-fault`} role="alert">
              {t('answer.choiceMissing')}
            </p>
          )}
          <div className="opts" lang={brick.locale}>
            {brick.options.map((option) => (
              <label className="opt" key={option.id}>
                <input
                  type={brick.multiple ? 'checkbox' : 'radio'}
                  name={`${id}-choice`}
                  value={option.id}
                  checked={draft.choice.includes(option.id)}
                  onChange={({ target }) =>
                    change({
                      choice: !brick.multiple
                        ? [option.id]
                        : target.checked
                          ? [...draft.choice, option.id]
                          : draft.choice.filter((one) => one !== option.id),
                    })
                  }
                />
                <span className="key" aria-hidden="true">
                  {option.id.toUpperCase()}
                </span>
                <Html html={option.html} inline />
                <span className="tick" />
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {brick.kind === 'open' && (
        <div className="field-row">
          <label className="label" htmlFor={`${id}-text`}>
            {t('answer.text')}
          </label>
          {shown && (
            <p className="wrong-field" id={`${id}-fault`} role="alert">
              {t(`answer.${shown as 'textTooLong'}`, { count: draft.text.length, max })}
            </p>
          )}
          <textarea
            id={`${id}-text`}
            className={`field${shown ? ' has-error' : ''}`}
            rows={5}
            value={draft.text}
            aria-invalid={shown ? true : undefined}
            aria-describedby={`${id}-limit${shown ? ` ${id}-fault` : ''}`}
            onChange={({ target }) => change({ text: target.value })}
          />
          <p className="hint" id={`${id}-limit`}>
            {t('answer.limit', { count: draft.text.length, max })}
          </p>
        </div>
      )}
      <References references={brick.references} />
      <button className="btn" disabled={answer.isPending}>
        {t(`answer.${brick.kind === 'info' ? 'confirmRead' : brick.kind === 'video' ? 'confirmWatched' : 'confirm'}`)}
      </button>
      <p className="note">
        {choosing || brick.kind === 'open' ? `${t('answer.note')} ` : ''}
        {t('answer.until', { day: format.dateTime(new Date(brick.answerUntil), { dateStyle: 'full' }) })}
      </p>
    </form>
  );
}

function legendOf({ kind, multiple }: Brick) {
  if (kind === 'poll') return multiple ? 'pickPollSeveral' : 'pickPoll';
  return multiple ? 'pickSeveral' : 'pickOne';
}
