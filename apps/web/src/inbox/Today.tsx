import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import type { Answered, Standing } from './brick.ts';
import { CheckIcon } from './icons.tsx';
import { InboxFrame } from './InboxFrame.tsx';
import { Question } from './Question.tsx';
import { Result } from './Result.tsx';
import { Waited } from './Waited.tsx';

const MINUTES_A_BRICK = 2;

/** What waits for an answer, one brick after the other on the same page. */
export function Today() {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const queries = useQueryClient();
  const inbox = api.useQuery('get', '/api/v1/inbox');
  const [answered, setAnswered] = useState<Answered | null>(null);
  const day = (date: string) => format.dateTime(new Date(`${date}T12:00:00`), { dateStyle: 'long' });
  const goOn = () => {
    setAnswered(null);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/inbox'] });
    window.scrollTo(0, 0);
  };
  return (
    <InboxFrame title={t('today')}>
      <Waited query={inbox}>
        {({ bricks, streak, standings, pausedUntil, stopped }) => {
          const left = bricks.filter(({ deliveryId }) => deliveryId !== answered?.brick.deliveryId);
          const [first] = left;
          return (
            <>
              <Standings
                streak={answered?.streak ?? streak}
                standings={answered?.standings.length ? answered.standings : standings}
              />{' '}
              {/* prettier-ignore */}
              {(pausedUntil || stopped) && (
                <p className="panel">
                  {stopped ? t('stopped') : t('paused', { day: day(pausedUntil!) })}{' '}
                  <Link href="/inbox/settings">{t('change')}</Link>
                </p>
              )}
              {answered ? (
                <Result answered={answered}>
                  <button type="button" className="btn" onClick={goOn}>
                    {t(first ? 'result.next' : 'result.finish')}
                  </button>
                </Result>
              ) : first ? (
                <>
                  <p className="soft" role="status">
                    {t('waiting', { count: left.length })}.{' '}
                    {t('minutes', { count: left.length, minutes: left.length * MINUTES_A_BRICK })}
                  </p>
                  <div className="panel">
                    <Question key={first.deliveryId} brick={first} onAnswered={setAnswered} />
                  </div>
                </>
              ) : (
                <div className="verdict right" role="status">
                  <CheckIcon />
                  <h2>{t('done')}</h2>
                  <p>{t('doneWhat')}</p>
                </div>
              )}
            </>
          );
        }}
      </Waited>
    </InboxFrame>
  );
}

function Standings({ streak, standings }: { streak: number; standings: readonly Standing[] }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  return (
    <ul className="chips">
      {streak > 0 && (
        <li title={t('streakWhat')}>
          <b className="num">{format.number(streak)}</b> {t('streak', { days: streak })}
        </li>
      )}
      {standings.map(({ slug, name, points, rank, of }) => (
        <li key={slug}>
          <b className="num">{format.number(points)}</b> {t('points', { count: points })}
          {rank !== null && <>, {t('rank', { rank, of })}</>}
          <br />
          <Link href={`/inbox/boards?slug=${encodeURIComponent(slug)}`} aria-label={t('seeBoard', { name })}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
