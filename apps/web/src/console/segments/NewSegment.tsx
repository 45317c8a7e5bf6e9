import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Screen } from '../../ui/Screen.tsx';
import { tell } from '../../ui/tell.ts';
import { MayBuild } from './MayBuild.tsx';
import { SegmentForm } from './SegmentForm.tsx';
import { Trail } from './Trail.tsx';

/** A segment that does not exist yet: nobody loses anything by it, so it is saved without being asked about. */
export function Component() {
  const t = useTranslations('segments');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = api.useMutation('post', '/api/v1/segments');
  return (
    <Screen title={t('new')} lead={t('newLead')} trail={<Trail />}>
      <MayBuild>
        <SegmentForm
          draft="segment:new"
          segment={null}
          error={create.error}
          pending={create.isPending}
          onSave={({ slug, name, rule }, forget) =>
            create.mutate(
              { body: { slug, name, rule } },
              {
                onSuccess: () => {
                  forget();
                  void queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
                  tell(t('saved'));
                  void navigate(`/segments/${slug}`);
                },
              },
            )
          }
        />
      </MayBuild>
    </Screen>
  );
}
