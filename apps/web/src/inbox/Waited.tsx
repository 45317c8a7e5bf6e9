import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Trouble } from '../door/Trouble.tsx';

interface Props<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  children: (data: T) => ReactNode;
}

/** What a query brought, or in its place what keeps it. What was brought before stays while it is asked again. */
export function Waited<T>({ query, children }: Props<T>) {
  const t = useTranslations('frame');
  if (query.data !== undefined) return children(query.data);
  if (!query.error)
    return (
      <div className="waiting" role="status">
        <span className="vh">{t('loading')}</span>
      </div>
    );
  return (
    <>
      <Trouble error={query.error} />
      <button type="button" className="btn" onClick={() => query.refetch()}>
        {t('retry')}
      </button>
    </>
  );
}
