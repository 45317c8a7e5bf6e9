import { useTranslations } from 'use-intl';
import { api } from '../api/client.ts';
import { Trouble } from './Trouble.tsx';

/** Goes to the OpenID Connect provider that the operator has set up. */
export function OidcButton({ name }: { name: string }) {
  const t = useTranslations('access');
  const begin = api.useMutation('post', '/api/v1/session/oidc', {
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      <Trouble error={begin.error} />
      <button type="button" className="btn quiet" disabled={begin.isPending} onClick={() => begin.mutate({})}>
        {t('oidc', { name })}
      </button>
    </>
  );
}
