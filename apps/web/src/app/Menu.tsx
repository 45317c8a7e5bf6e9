import { AppShell, NavLink, ScrollArea } from '@mantine/core';
import { NavLink as Place, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import classes from './Frame.module.css';
import { navigationOf } from './navigation.ts';
import { usePerson } from './person.ts';

/** What this person may go to. */
export function Menu() {
  const t = useTranslations('frame.nav');
  const { roles } = usePerson();
  const { pathname } = useLocation();
  return (
    <AppShell.Section grow component={ScrollArea} px="sm">
      <nav aria-label={t('label')}>
        {navigationOf(roles).map(({ heading, items }) => (
          <section key={heading} aria-label={heading ? t(heading) : t('label')}>
            {heading && <p className={classes.section}>{t(heading)}</p>}
            <ul className={classes.list}>
              {items.map(({ to, word, icon: Icon }) => {
                const active = to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
                return (
                  <li key={to}>
                    <NavLink
                      component={Place}
                      to={to}
                      end={to === '/'}
                      className={classes.link}
                      active={active}
                      label={t(word)}
                      leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
                    />
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </nav>
    </AppShell.Section>
  );
}
