import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import type { Brick } from './brick.ts';
import { InboxFrame } from './InboxFrame.tsx';
import { Explained } from './Result.tsx';
import { Waited } from './Waited.tsx';

/** What was answered, each with its explanation one press away. */
export default function History() {
  const t = useTranslations('inbox.history');
  const history = api.useInfiniteQuery(
    'get',
    '/api/v1/inbox/history',
    { params: { query: { limit: 15 } } },
    { pageParamName: 'before', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  return (
    <InboxFrame title={t('title')}>
      <p className="lede">{t('lead')}</p>
      <Waited query={history}>
        {({ pages }) => {
          const bricks = pages.flatMap((page) => page.bricks);
          if (!bricks.length)
            return (
              <section className="panel">
                <h2>{t('none')}</h2>
                <p>{t('noneWhat')}</p>
              </section>
            );
          return (
            <>
              {bricks.map((brick) => (
                <One key={brick.deliveryId} brick={brick} />
              ))}
              {history.hasNextPage && (
                <button
                  type="button"
                  className="btn quiet"
                  disabled={history.isFetchingNextPage}
                  onClick={() => void history.fetchNextPage()}
                >
                  {t('more')}
                </button>
              )}
            </>
          );
        }}
      </Waited>
    </InboxFrame>
  );
}

function One({ brick }: { brick: Brick }) {
  const t = useTranslations('inbox.history');
  const format = useFormatter();
  const { outcome, notice, state } = brick;
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' });
  const tone = !outcome ? 'missed' : outcome.correct === null ? 'noted' : outcome.correct ? 'right' : 'wrong';
  const when = outcome
    ? t('answered', { day: day(outcome.answeredAt) })
    : state === 'withdrawn'
      ? t('withdrawn')
      : t('expired', { day: day(brick.answerUntil) });
  const head = (
    <>
      <span className="past-title" lang={brick.locale}>
        {brick.title}
      </span>
      <span className={`badge ${tone}`}>{t(tone)}</span>
      <span className="soft small">
        {brick.line.name} · {when}
      </span>
    </>
  );
  if (!outcome) return <div className="past plain">{head}</div>;
  return (
    <details className="past">
      <summary>{head}</summary>
      {notice && (
        <div className="panel notice">
          <h3>{t(`notice.${notice.kind}`)}</h3>
          {notice.reason && <p>{notice.reason}</p>}
          {notice.right.length > 0 && <p>{t('nowRight', { answers: notice.right.join(' · ') })}</p>}
        </div>
      )}
      <Explained brick={brick} outcome={outcome} />
    </details>
  );
}
