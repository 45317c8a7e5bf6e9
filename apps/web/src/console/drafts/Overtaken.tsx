import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { FormTrouble } from '../../ui/form.tsx';
import { Diff } from '../bricks/Diff.tsx';
import type { Draft } from './document.ts';

interface Props {
  draft: Draft;
  flush: () => Promise<Draft | null>;
  onDone: (now: Draft) => void;
}

/** The brick was published again since this draft began: what changed there, and whether the draft stands all the same. */
export function Overtaken({ draft, flush, onDone }: Props) {
  const t = useTranslations('authoring.overtaken');
  const words = useTranslations('authoring.diff');
  const [looking, { toggle }] = useDisclosure();
  const { id, brickId, basedOn, current } = draft;
  const diff = api.useQuery(
    'get',
    '/api/v1/bricks/{id}/diff',
    { params: { path: { id: brickId! }, query: { from: basedOn ?? 1 } } },
    { enabled: looking && brickId !== null },
  );
  const save = api.useMutation('put', '/api/v1/drafts/{id}', { onSuccess: onDone });
  const stand = async () => {
    const saved = await flush();
    if (saved && current !== null)
      save.mutate({ params: { path: { id } }, body: { revision: saved.revision, basedOn: current } });
  };
  return (
    <Alert color="wrong" title={t('title', { number: current ?? 0 })}>
      <Stack>
        <Text>{t('what')}</Text>
        <FormTrouble error={save.error} />
        {looking && (
          <Loaded query={diff}>
            {({ changes }) => (
              <Diff
                changes={changes}
                was={words('version', { number: basedOn ?? 1 })}
                is={words('version', { number: current ?? 1 })}
              />
            )}
          </Loaded>
        )}
        <Group>
          <Button variant="default" onClick={toggle}>
            {t(looking ? 'hide' : 'look')}
          </Button>
          {looking && (
            <Button variant="default" loading={save.isPending} onClick={() => void stand()}>
              {t('stand')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
