import { useState, type FormEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import { fieldFaults } from '../api/problem.ts';
import { Field } from '../door/Field.tsx';
import { Trouble } from '../door/Trouble.tsx';
import { useKeepPreferences, type Preferences } from './preferences.ts';

/** A break that ends by itself. */
export function Pause({ preferences: { today, pausedUntil } }: { preferences: Preferences }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const keep = useKeepPreferences();
  const [until, setUntil] = useState('');
  const [missing, setMissing] = useState(false);
  const pause = api.useMutation('put', '/api/v1/inbox/preferences/pause', { onSuccess: keep });
  const goOn = api.useMutation('delete', '/api/v1/inbox/preferences/pause', { onSuccess: keep });
  const day = (date: string) => format.dateTime(new Date(`${date}T12:00:00`), { dateStyle: 'long' });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const good = until > today;
    setMissing(!good);
    if (good) pause.mutate({ body: { until } });
  };
  return (
    <section className="panel">
      <h2>{t('settings.pause')}</h2>
      <Trouble error={pause.error ?? goOn.error} />
      {pausedUntil ? (
        <>
          <p role="status">{t('paused', { day: day(pausedUntil) })}</p>
          <button type="button" className="btn" disabled={goOn.isPending} onClick={() => goOn.mutate({})}>
            {t('settings.goOn')}
          </button>
        </>
      ) : (
        <form noValidate onSubmit={send}>
          <p>{t('settings.pauseWhat')}</p>
          <div className="quick">
            {(
              [
                ['week', 7],
                ['twoWeeks', 14],
              ] as const
            ).map(([word, days]) => (
              <button key={word} type="button" className="as-link" onClick={() => setUntil(later(today, days))}>
                {t(`settings.${word}`)}
              </button>
            ))}
          </div>
          <Field
            label={t('settings.until')}
            type="date"
            min={later(today, 1)}
            max={later(today, 366)}
            value={until}
            onText={setUntil}
            fault={missing ? t('settings.untilMissing') : fieldFaults(pause.error, ['until']).until}
          />
          <button className="btn quiet" disabled={pause.isPending}>
            {until > today ? t('settings.pauseGo', { day: day(until) }) : t('settings.pauseButton')}
          </button>
        </form>
      )}
    </section>
  );
}

/** The date `days` after another. */
function later(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
