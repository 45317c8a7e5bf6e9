import { Button, Checkbox, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { languageIn } from '../../ui/country.ts';
import { useDraft } from '../../ui/draft.ts';
import { FormTrouble } from '../../ui/form.tsx';
import { tell } from '../../ui/tell.ts';
import { useSpeech } from '../../words/Words.tsx';
import type { Brick } from './brick.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  brick: Brick;
  title: string;
}

interface Values extends Record<string, unknown> {
  reason: Record<string, string>;
  quiet: boolean;
}

/** Asks before a brick is taken out of circulation, says what that does, and what those who answered are told. */
export function Withdraw({ opened, onClose, brick: { brickId, kind, locales, reached }, title }: Props) {
  const t = useTranslations('authoring.withdraw');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: { reason: {}, quiet: false } });
  const kept = useDraft(`withdraw:${brickId}`, form);
  const tells = kind === 'quiz' && reached > 0;
  const withdraw = api.useMutation('post', '/api/v1/bricks/{id}/withdraw', {
    onSuccess: ({ told }) => {
      kept.forget();
      for (const path of ['/api/v1/bricks', '/api/v1/lines', '/api/v1/lines/{slug}', '/api/v1/calendar'])
        void queries.invalidateQueries({ queryKey: ['get', path] });
      tell(t('done', { count: told }));
      onClose();
    },
  });
  const submit = ({ reason, quiet }: Values) => {
    const said = Object.fromEntries(Object.entries(reason).filter(([, text]) => text.trim()));
    withdraw.mutate({ params: { path: { id: brickId! } }, body: { quiet, ...(Object.keys(said).length && !quiet ? { reason: said } : {}) } }); // prettier-ignore
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('title', { title })} size="lg" closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormTrouble error={withdraw.error} />
          <Text>{t('what')}</Text>
          <List spacing="xs">
            <List.Item>{t('stops')}</List.Item>
            <List.Item>{t(tells ? 'tells' : 'tellsNobody', { count: reached })}</List.Item>
            <List.Item>{t('keeps')}</List.Item>
          </List>
          {tells && (
            <>
              {!form.values.quiet &&
                locales.map((locale) => (
                  <Textarea
                    key={locale}
                    label={t('reason', { language: languageIn(locale, language) })}
                    description={t('reasonHint')}
                    lang={locale}
                    autosize
                    minRows={2}
                    maxLength={1000}
                    {...form.getInputProps(`reason.${locale}`)}
                    value={form.values.reason[locale] ?? ''}
                  />
                ))}
              <Checkbox label={t('quiet')} {...form.getInputProps('quiet', { type: 'checkbox' })} />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {words('cancel')}
            </Button>
            <Button type="submit" color="wrong" loading={withdraw.isPending}>
              {t('go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
