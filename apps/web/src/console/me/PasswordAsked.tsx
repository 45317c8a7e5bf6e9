import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { fieldFaults } from '../../api/problem.ts';
import { FormTrouble } from '../../ui/form.tsx';

interface Props {
  lead: string;
  go: string;
  call: { isPending: boolean; error: unknown };
  onGo: (password: string) => void;
}

/** The password again, before something that whoever found the screen unlocked must not do. */
export function PasswordAsked({ lead, go, call, onGo }: Props) {
  const t = useTranslations('me.factor');
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (text) => (text ? null : t('passwordMissing')) },
  });
  const input = form.getInputProps('password');
  return (
    <form noValidate onSubmit={form.onSubmit(({ password }) => onGo(password))}>
      <Stack>
        <Text>{lead}</Text>
        <FormTrouble error={call.error} />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          {...input}
          error={(input.error as string | undefined) ?? fieldFaults(call.error, ['password']).password}
        />
        <Group>
          <Button type="submit" loading={call.isPending}>
            {go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
