import { Badge, Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { FormTrouble } from '../../ui/form.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { tell } from '../../ui/tell.ts';
import { browserName } from './browser-name.ts';

export function SessionsCard() {
  const t = useTranslations('me.sessions');
  const queries = useQueryClient();
  const sessions = api.useQuery('get', '/api/v1/sessions');
  const again = () => queries.invalidateQueries(api.queryOptions('get', '/api/v1/sessions'));
  const end = api.useMutation('delete', '/api/v1/sessions/{id}', {
    onSuccess: () => void again().then(() => tell(t('ended'))),
  });
  const endOthers = api.useMutation('post', '/api/v1/sessions/revoke-others', {
    onSuccess: () => void again().then(() => tell(t('othersEnded'))),
  });
  const nameOf = (agent: string) => {
    const name = browserName(agent);
    return name ? t('on', name) : t('unknown');
  };
  return (
    <Card title={t('title')}>
      <Text c="dimmed" size="sm" mb="md">
        {t('lead')}
      </Text>
      <Loaded query={sessions} rows={2}>
        {(list) => (
          <Stack gap="sm">
            <FormTrouble error={end.error ?? endOthers.error} />
            {list.map(({ id, agent, address, createdAt, seenAt, current }, i) => (
              <Fragment key={id}>
                {i > 0 && <Divider color="var(--relais-hair)" />}
                <Group justify="space-between" wrap="nowrap">
                  <div>
                    <Group gap="xs">
                      <Text fw={600}>{nameOf(agent)}</Text>
                      {current && <Badge variant="light">{t('current')}</Badge>}
                    </Group>
                    <Text size="sm" c="dimmed">
                      {t.rich('seen', { when: () => <Moment at={seenAt} relative /> })} · {address} ·{' '}
                      {t.rich('since', { when: () => <Moment at={createdAt} day /> })}
                    </Text>
                  </div>
                  {!current && (
                    <Button
                      variant="default"
                      size="compact-md"
                      flex="none"
                      loading={end.isPending && end.variables.params.path.id === id}
                      aria-label={t('endOne', { where: nameOf(agent) })}
                      onClick={() => end.mutate({ params: { path: { id } } })}
                    >
                      {t('end')}
                    </Button>
                  )}
                </Group>
              </Fragment>
            ))}
            {list.length > 1 && (
              <Group>
                <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
                  {t('others')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}
