import { useFormatter, useTranslations } from 'use-intl';
import { Link, useSearchParams } from 'wouter';
import { api } from '../api/client.ts';
import { nameIn } from '../words/named.ts';
import { useSpeech } from '../words/Words.tsx';
import { InboxFrame } from './InboxFrame.tsx';
import { Waited } from './Waited.tsx';

const KINDS = ['rep', 'partner', 'segment'] as const;

/** The boards of what runs, and one's own place on them. */
export default function Boards() {
  const t = useTranslations('inbox.boards');
  const { language } = useSpeech();
  const [search] = useSearchParams();
  const boards = api.useQuery('get', '/api/v1/boards');
  return (
    <InboxFrame title={t('title')}>
      <Waited query={boards}>
        {(list) => {
          const chosen = list.find(({ slug }) => slug === search.get('slug')) ?? list[0];
          if (!chosen)
            return (
              <section className="panel">
                <h2>{t('none')}</h2>
                <p>{t('noneWhat')}</p>
              </section>
            );
          return (
            <>
              {list.length > 1 && (
                <ul className="tabs">
                  {list.map(({ slug, name }) => (
                    <li key={slug}>
                      <Link
                        href={`/inbox/boards?slug=${encodeURIComponent(slug)}`}
                        aria-current={slug === chosen.slug ? 'page' : undefined}
                      >
                        {nameIn(name, language)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
              <Board key={chosen.slug} slug={chosen.slug} name={nameIn(chosen.name, language)} />
            </>
          );
        }}
      </Waited>
    </InboxFrame>
  );
}

function Board({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const [search, setSearch] = useSearchParams();
  const by = KINDS.find((kind) => kind === search.get('by')) ?? 'rep';
  const inbox = api.useQuery('get', '/api/v1/inbox');
  const own = inbox.data?.standings.find((standing) => standing.slug === slug);
  const board = api.useInfiniteQuery(
    'get',
    '/api/v1/boards/{slug}',
    { params: { path: { slug }, query: { by, limit: 20 } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  return (
    <>
      <h2>{name}</h2>
      {own && (
        <p className="panel notice">
          {t('boards.yours')}
          {': '}
          <b>
            {own.rank === null
              ? t('boards.noPlace')
              : `${t('rank', { rank: own.rank, of: own.of })}, ${format.number(own.points)} ${t('points', { count: own.points })}`}
          </b>
        </p>
      )}
      <ul className="tabs" aria-label={t('boards.by.label')}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              aria-current={kind === by}
              onClick={() => setSearch({ slug, by: kind }, { replace: true })}
            >
              {t(`boards.by.${kind}`)}
            </button>
          </li>
        ))}
      </ul>
      <Waited query={board}>
        {({ pages }) => (
          <table className="board">
            <thead>
              <tr>
                <th scope="col">{t('boards.place')}</th>
                <th scope="col">{t('boards.name')}</th>
                <th scope="col" className="tail">
                  {t('boards.points')}
                </th>
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap((page) => page.entries)
                .map(({ rank, name: who, points }, i) => (
                  <tr key={i} className={rank <= 3 ? 'top' : undefined}>
                    <td className="num">{format.number(rank)}</td>
                    <th scope="row">{who ?? t(by === 'rep' ? 'boards.somebody' : 'boards.other')}</th>
                    <td className="num tail">{format.number(points, { maximumFractionDigits: 1 })}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Waited>
      {board.hasNextPage && (
        <button
          type="button"
          className="btn quiet"
          disabled={board.isFetchingNextPage}
          onClick={() => void board.fetchNextPage()}
        >
          {t('boards.more')}
        </button>
      )}
    </>
  );
}
