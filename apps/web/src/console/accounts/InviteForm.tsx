import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { tell } from '../../ui/tell.ts';
import { useSpeech } from '../../words/Words.tsx';
import { AccountFields, useAccountRules, type AccountValues } from './AccountFields.tsx';

/** Makes an account and mails its invitation. Closed and opened again, it still has what was typed. */
export function InviteForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('running.accounts');
  const words = useTranslations('frame');
  const { language } = useSpeech();
  const queries = useQueryClient();
  const rules = useAccountRules();
  const form = useForm<AccountValues & { email: string }>({
    initialValues: { email: '', name: '', locale: language, roles: [], partnerId: null, secondFactorRequired: false },
    validate: { ...rules, email: (text) => (text.trim() ? null : t('emailMissing')) },
  });
  const invite = api.useMutation('post', '/api/v1/accounts', {
    onSuccess: ({ email }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts'] });
      form.reset();
      onClose();
      tell(t('sent', { email }));
    },
    onError: (error) => showFaults(form, error),
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('inviteTitle')} size="lg" closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit((body) => invite.mutate({ body }))}>
        <Stack>
          <Text c="dimmed">{t('inviteLead')}</Text>
          <FormTrouble error={invite.error} />
          <TextInput
            label={t('email')}
            type="email"
            withAsterisk
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('email')}
          />
          <AccountFields form={form as unknown as UseFormReturnType<AccountValues>} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
