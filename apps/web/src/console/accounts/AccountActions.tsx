import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronDown, IconLogout, IconMail, IconShieldOff, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react'; // prettier-ignore
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { ask } from '../../ui/ask.tsx';
import { tell } from '../../ui/tell.ts';
import { notifications } from '@mantine/notifications';
import { useProblemText } from '../../words/problem-text.ts';
import type { Account } from './roles.ts';

/** What an admin may do with somebody's account beside changing it; what cannot be taken back is asked first. */
export function AccountActions({ account: { id, name, email, status, joined, secondFactor } }: { account: Account }) {
  const t = useTranslations('running.accounts');
  const words = useTranslations('frame');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const text = useProblemText();
  const again = () => {
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts/{id}'] });
  };
  const onError = (error: unknown) => notifications.show({ message: text(error), color: 'wrong', autoClose: false });
  const done = (message: string) => ({ onSuccess: () => (again(), tell(message)), onError });
  const params = { params: { path: { id } } };
  const invite = api.useMutation('post', '/api/v1/accounts/{id}/invitation', done(t('sent', { email })));
  const signOut = api.useMutation('post', '/api/v1/accounts/{id}/sign-out', done(t('signedOut', { name })));
  const reset = api.useMutation('post', '/api/v1/accounts/{id}/reset-second-factor', done(t('resetDone', { name })));
  const change = api.useMutation('patch', '/api/v1/accounts/{id}', done(t('changed')));
  const remove = api.useMutation('delete', '/api/v1/accounts/{id}', {
    onSuccess: () => {
      tell(t('removed', { name }));
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts'] });
      void navigate('/accounts');
    },
    onError,
  });
  const cancel = words('cancel');
  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown {...icon} />}>
          {t('actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!joined && (
          <Menu.Item leftSection={<IconMail {...icon} />} onClick={() => invite.mutate(params)}>
            {t('again')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconLogout {...icon} />}
          onClick={() =>
            ask({
              title: t('signOut'),
              what: t('signOutWhat', { name }),
              go: t('signOut'),
              cancel,
              onGo: () => signOut.mutate(params),
            })
          }
        >
          {t('signOut')}
        </Menu.Item>
        {secondFactor.on && (
          <Menu.Item
            leftSection={<IconShieldOff {...icon} />}
            onClick={() =>
              ask({
                title: t('reset'),
                what: t('resetWhat', { name }),
                go: t('reset'),
                cancel,
                grave: true,
                onGo: () => reset.mutate(params),
              })
            }
          >
            {t('reset')}
          </Menu.Item>
        )}
        {status === 'active' ? (
          <Menu.Item
            leftSection={<IconUserOff {...icon} />}
            onClick={() =>
              ask({
                title: t('disable'),
                what: t('disableWhat', { name }),
                go: t('disable'),
                cancel,
                onGo: () => change.mutate({ ...params, body: { status: 'disabled' } }),
              })
            }
          >
            {t('disable')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconUserCheck {...icon} />}
            onClick={() => change.mutate({ ...params, body: { status: 'active' } })}
          >
            {t('enable')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="wrong"
          leftSection={<IconTrash {...icon} />}
          onClick={() =>
            ask({
              title: t('removeTitle', { name }),
              what: t('removeWhat'),
              go: t('remove'),
              cancel,
              grave: true,
              onGo: () => remove.mutate(params),
            })
          }
        >
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
