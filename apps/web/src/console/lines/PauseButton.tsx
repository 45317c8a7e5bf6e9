import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { ask } from '../../ui/ask.tsx';
import { tell } from '../../ui/tell.ts';
import { nameIn } from '../../words/named.ts';
import { useProblemText } from '../../words/problem-text.ts';
import { useSpeech } from '../../words/Words.tsx';
import type { Line } from './cadence.ts';

/** Stops a line, or lets it speak; asks first, since people notice both. */
export function PauseButton({ line: { slug, name, status, revision } }: { line: Line }) {
  const t = useTranslations('authoring.lines');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const queries = useQueryClient();
  const text = useProblemText();
  const line = nameIn(name, language) || slug;
  const after = (message: string) => ({
    onSuccess: () => tell(message),
    onError: (error: unknown) =>
      notifications.show({ message: text(error), color: 'wrong', autoClose: false as const }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/lines'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/lines/{slug}'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/overview'] });
    },
  });
  const pause = api.useMutation('post', '/api/v1/lines/{slug}/pause', after(t('pausedDone', { line })));
  const resume = api.useMutation('post', '/api/v1/lines/{slug}/resume', after(t('resumedDone', { line })));
  const given = { params: { path: { slug } }, body: { revision } };
  const cancel = words('cancel');
  const icon = { size: 18, 'aria-hidden': true } as const;
  if (status === 'active')
    return (
      <Button
        variant="default"
        loading={pause.isPending}
        leftSection={<IconPlayerPause {...icon} />}
        onClick={() => ask({ title: t('pauseTitle', { line }), what: t('pauseWhat'), go: t('pause'), cancel, onGo: () => pause.mutate(given) })} // prettier-ignore
      >
        {t('pause')}
      </Button>
    );
  const [title, what, go] = status === 'draft' ? [t('beginTitle', { line }), t('beginWhat'), t('begin')] : [t('resumeTitle', { line }), t('resumeWhat'), t('resume')]; // prettier-ignore
  return (
    <Button
      variant="default"
      loading={resume.isPending}
      leftSection={<IconPlayerPlay {...icon} />}
      onClick={() => ask({ title, what, go, cancel, onGo: () => resume.mutate(given) })}
    >
      {go}
    </Button>
  );
}
