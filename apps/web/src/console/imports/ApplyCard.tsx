import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { ask } from '../../ui/ask.tsx';
import { Card } from '../../ui/Card.tsx';
import { FormTrouble } from '../../ui/form.tsx';
import type { PeopleImport } from './upload.ts';

type Report = components['schemas']['ImportReportDto'];

/** Applies a checked file; refused rows stop it unless they are left out. */
export function ApplyCard({ one: { id }, report }: { one: PeopleImport; report: Report }) {
  const t = useTranslations('imports.one');
  const words = useTranslations('frame');
  const queries = useQueryClient();
  const [skipInvalid, setSkip] = useState(false);
  const { partners, reps, rejectedRows } = report;
  const created = partners.created + reps.created;
  const updated = partners.updated + reps.updated;
  const path = { params: { path: { id } } };
  const nothing = nothingIn(report);
  const apply = api.useMutation('post', '/api/v1/people-imports/{id}/apply', {
    onSuccess: (applying) =>
      queries.setQueryData(api.queryOptions('get', '/api/v1/people-imports/{id}', path).queryKey, applying),
  });
  if (nothing)
    return (
      <Card title={t('apply')}>
        <Stack align="flex-start">
          <Text>{t(nothing)}</Text>
          <Button component={Link} to="/imports" variant="default">
            {t('again')}
          </Button>
        </Stack>
      </Card>
    );
  return (
    <Card title={t('apply')}>
      <Stack align="flex-start">
        <FormTrouble error={apply.error} />
        <Text>{t('applyWhat', { created, updated })}</Text>
        {rejectedRows > 0 && (
          <Checkbox
            label={t('skip', { count: rejectedRows })}
            description={t('skipHint')}
            checked={skipInvalid}
            onChange={(event) => setSkip(event.currentTarget.checked)}
          />
        )}
        <Button
          loading={apply.isPending}
          onClick={() => {
            const onGo = () => apply.mutate({ ...path, body: { skipInvalid } });
            // With refused rows and nothing ticked the server says why not; nothing is done then, so nothing is asked.
            if (rejectedRows > 0 && !skipInvalid) onGo();
            else ask({ title: t('applyTitle'), what: `${t('applyWhat', { created, updated })} ${t('applyAsk')}`, go: t('apply'), cancel: words('cancel'), onGo }); // prettier-ignore
          }}
        >
          {t('apply')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('gone')}
        </Text>
      </Stack>
    </Card>
  );
}

/** Why there is nothing to apply; null: there is something. */
function nothingIn({ partners, reps, rejectedRows }: Report): 'nothingNew' | 'restKnown' | 'allRefused' | null {
  if (partners.created + reps.created + partners.updated + reps.updated > 0) return null;
  if (rejectedRows === 0) return 'nothingNew';
  return partners.unchanged + reps.unchanged > 0 ? 'restKnown' : 'allRefused';
}
