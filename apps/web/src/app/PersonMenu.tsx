import { Avatar, Menu as Dropdown, Text, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'; // prettier-ignore
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconLogout, IconSelector, IconUserCog } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { BASE } from '../api/mounted-at.ts';
import { api } from '../api/client.ts';
import { useKeepSession } from '../api/session.ts';
import { LANGUAGES } from '../words/index.ts';
import { useSpeech } from '../words/Words.tsx';
import classes from './Frame.module.css';
import { usePerson } from './person.ts';

const SCHEMES: MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Who one is, one's language and colours, and the way out. */
export function PersonMenu() {
  const t = useTranslations('frame');
  const person = usePerson();
  const queries = useQueryClient();
  const keep = useKeepSession();
  const { language, speak } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = api.useMutation('patch', '/api/v1/session', { onSuccess: keep });
  const signOut = api.useMutation('post', '/api/v1/session/sign-out', {
    onSuccess: () => {
      queries.clear();
      window.location.assign(`${BASE}/sign-in?way=password`);
    },
  });
  const ticked = (on: boolean) => (on ? <IconCheck size={16} aria-hidden /> : <span className="no-tick" />);
  return (
    <Dropdown position="top-start" width={240} shadow="md">
      <Dropdown.Target>
        <UnstyledButton className={classes.person}>
          <Avatar name={person.name} color="accent" radius="xl" aria-hidden />
          <span className={classes.personText}>
            <Text component="span" display="block" fw={600} size="sm" truncate>
              {person.name}
            </Text>
            <Text component="span" display="block" size="sm" c="dimmed" truncate>
              {person.scope.partnerName ?? person.roles.map((role) => t(`roles.${role}`)).join(', ')}
            </Text>
          </span>
          <IconSelector size={18} aria-hidden />
        </UnstyledButton>
      </Dropdown.Target>
      <Dropdown.Dropdown>
        <Dropdown.Item component={Link} to="/me" leftSection={<IconUserCog size={18} aria-hidden />}>
          {t('nav.me')}
        </Dropdown.Item>
        <Dropdown.Divider />
        <Dropdown.Label>{t('language')}</Dropdown.Label>
        {LANGUAGES.map((code) => (
          <Dropdown.Item
            key={code}
            lang={code}
            leftSection={ticked(code === language)}
            aria-current={code === language}
            onClick={() => {
              speak(code);
              choose.mutate({ body: { locale: code } });
            }}
          >
            {t.has(`languages.${code as 'en'}`) ? t(`languages.${code as 'en'}`) : code}
          </Dropdown.Item>
        ))}
        <Dropdown.Divider />
        <Dropdown.Label>{t('scheme.label')}</Dropdown.Label>
        {SCHEMES.map((scheme) => (
          <Dropdown.Item
            key={scheme}
            leftSection={ticked(scheme === colorScheme)}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`scheme.${scheme}`)}
          </Dropdown.Item>
        ))}
        <Dropdown.Divider />
        <Dropdown.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => signOut.mutate({})}>
          {t('signOut')}
        </Dropdown.Item>
      </Dropdown.Dropdown>
    </Dropdown>
  );
}
