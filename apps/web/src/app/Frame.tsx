import { AppShell, Burger, Group, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { useSession, type Person } from '../api/session.ts';
import { ErrorNotice, Loading } from '../ui/Faults.tsx';
import { Logo } from '../ui/Logo.tsx';
import { OfflineBar } from '../ui/OfflineBar.tsx';
import { EnrolFirst } from './EnrolFirst.tsx';
import classes from './Frame.module.css';
import { Menu } from './Menu.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { PersonContext } from './person.ts';
import { SessionEnded } from './SessionEnded.tsx';
import { SignInFirst } from './SignInFirst.tsx';
import { usePersonsLanguage } from './use-persons-language.ts';
import { WrongDoor } from './WrongDoor.tsx';

/** What stands around every screen: who is there, the menu, and what happens when nobody is. */
export function Frame() {
  const session = useSession();
  // A session that ends in the middle leaves the screen as it is, with what was typed, and asks to sign in again beside it.
  const [person, setPerson] = useState<Person | null>(null);
  if (session.data?.person && session.data.person !== person) setPerson(session.data.person);
  usePersonsLanguage(session.data?.person?.locale);

  if (session.isPending) return <Loading full />;
  if (session.isError && !person) return <ErrorNotice error={session.error} onRetry={() => session.refetch()} />;
  const state = session.data?.state;
  if (state === 'enrol') return <EnrolFirst />;
  if (!person) return <SignInFirst />;
  if (person.kind === 'rep') return <WrongDoor />;
  return (
    <PersonContext value={person}>
      <Shell />
      <SessionEnded open={state !== 'signed-in' && session.isSuccess} />
    </PersonContext>
  );
}

function Shell() {
  const t = useTranslations('frame');
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    close();
    // Another screen: the keyboard and screen readers go on at its beginning.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname, close]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 60, sm: 0 }, collapsed: false }}
      navbar={{ width: 264, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
      classNames={{ main: classes.main, navbar: classes.navbar, header: classes.header }}
    >
      <a
        className={classes.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <AppShell.Header hiddenFrom="sm" withBorder>
        <Group h="100%" px="md" justify="space-between">
          <Brand />
          <Burger opened={opened} onClick={toggle} aria-label={t('menu')} aria-expanded={opened} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Group visibleFrom="sm" px="lg" pt="lg" pb="md">
          <Brand />
        </Group>
        <Group hiddenFrom="sm" h={60} px="md" justify="space-between">
          <Brand />
          <Burger opened onClick={close} aria-label={t('close')} />
        </Group>
        <Menu />
        <PersonMenu />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} ref={main}>
        <OfflineBar />
        <div className={classes.screen}>
          <Outlet />
        </div>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}

function Brand() {
  const t = useTranslations('frame');
  return (
    <UnstyledButton component={Link} to="/" className={classes.brand}>
      <Logo className={classes.logo} />
      {t('brand')}
      <VisuallyHidden>, {t('nav.overview')}</VisuallyHidden>
    </UnstyledButton>
  );
}
