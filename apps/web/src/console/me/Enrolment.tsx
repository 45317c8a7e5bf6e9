import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { renderSVG } from 'uqr';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { Loading } from '../../ui/Faults.tsx';
import classes from './Enrolment.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Sets up the second factor: scan, type the first code, keep the recovery codes. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const t = useTranslations('me.factor');
  const begin = api.useMutation('post', '/api/v1/second-factor/enrol');
  const start = begin.mutate;
  useEffect(() => start({}), [start]);
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (text) => (/^\s*(\d\s*){6}$/.test(text) ? null : t('codeMissing')) },
  });
  const confirm = api.useMutation('post', '/api/v1/second-factor/confirm', {
    onError: (error) => showFaults(form, error),
  });
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={onDone} />;
  if (begin.error) return <FormTrouble error={begin.error} />;
  if (!begin.data) return <Loading rows={3} />;
  const { uri, secret } = begin.data;
  return (
    <form noValidate onSubmit={form.onSubmit((body) => confirm.mutate({ body }))}>
      <Stack>
        <Text>{t('scan')}</Text>
        <img
          className={classes.code}
          alt={t('picture')}
          width={200}
          height={200}
          src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`}
        />
        <Text size="sm">
          {t('byHand')} <Code className={classes.secret}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
        </Text>
        <FormTrouble error={confirm.error} />
        <TextInput
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={220}
          {...form.getInputProps('code')}
        />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
