import { Link, useParams } from 'wouter';
import { useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import { statusOf } from '../api/problem.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { Leave } from './Leave.tsx';
import { Trouble } from './Trouble.tsx';

/** What a sign-in link opens. A person presses the button; programs that fetch every link of a mail do not. */
export function UseLink() {
  const t = useTranslations('access.use');
  const { token = '' } = useParams();
  const use = api.useMutation('post', '/api/v1/sign-in-links/consume');
  if (use.data) return <Leave session={use.data} asked={null} />;
  const status = statusOf(use.error);
  const over = status === 410 || status === 400;
  return (
    <DoorFrame title={over ? t('over') : t('title')}>
      <Trouble error={use.error} />
      {over ? (
        <Link className="btn" href="/sign-in?way=link">
          {t('ask')}
        </Link>
      ) : (
        <div className="panel">
          <p>{t('lead')}</p>
          <button
            type="button"
            className="btn"
            disabled={use.isPending}
            onClick={() => use.mutate({ body: { token } })}
          >
            {t('go')}
          </button>
        </div>
      )}
    </DoorFrame>
  );
}
