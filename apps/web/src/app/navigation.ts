import { IconBuildingStore, IconCalendarMonth, IconChartBar, IconFileImport, IconFilePencil, IconFilter, IconHistory, IconLayoutDashboard, IconSend, IconTimeline, IconTrophy, IconUsers, IconUsersGroup, type Icon } from '@tabler/icons-react'; // prettier-ignore
import type { Role } from '../api/session.ts';

export interface NavigationItem {
  /** Below `/app`. */
  to: string;
  /** Key below `frame.nav`. */
  word:
    | 'overview'
    | 'lines'
    | 'drafts'
    | 'calendar'
    | 'segments'
    | 'partners'
    | 'reps'
    | 'imports'
    | 'boards'
    | 'sends'
    | 'results'
    | 'accounts'
    | 'audit';
  icon: Icon;
  /** Who finds it in the menu. The server decides who may come; this only spares people doors that are closed. */
  roles: readonly Role[];
}

export interface NavigationSection {
  /** Key below `frame.nav`; null: the first, without a heading. */
  heading: 'authoring' | 'people' | 'running' | null;
  items: readonly NavigationItem[];
}

const STAFF = ['programme-admin', 'channel-manager', 'author', 'coach', 'auditor'] as const;
const NETWORK = ['programme-admin', 'channel-manager', 'coach', 'auditor', 'partner-admin'] as const;

/** The menu, in its order. */
export const NAVIGATION: readonly NavigationSection[] = [
  {
    heading: null,
    items: [
      { to: '/', word: 'overview', icon: IconLayoutDashboard, roles: [...STAFF, 'partner-admin'] },
      { to: '/boards', word: 'boards', icon: IconTrophy, roles: [...STAFF, 'partner-admin'] },
    ],
  },
  {
    heading: 'authoring',
    items: [
      { to: '/calendar', word: 'calendar', icon: IconCalendarMonth, roles: STAFF },
      { to: '/lines', word: 'lines', icon: IconTimeline, roles: STAFF },
      { to: '/drafts', word: 'drafts', icon: IconFilePencil, roles: ['author', 'channel-manager', 'programme-admin', 'auditor'] }, // prettier-ignore
      { to: '/segments', word: 'segments', icon: IconFilter, roles: STAFF },
    ],
  },
  {
    heading: 'people',
    items: [
      { to: '/partners', word: 'partners', icon: IconBuildingStore, roles: NETWORK },
      { to: '/reps', word: 'reps', icon: IconUsers, roles: NETWORK },
      {
        to: '/imports',
        word: 'imports',
        icon: IconFileImport,
        roles: ['programme-admin', 'channel-manager', 'auditor'],
      },
    ],
  },
  {
    heading: 'running',
    items: [
      {
        to: '/sends',
        word: 'sends',
        icon: IconSend,
        roles: ['programme-admin', 'channel-manager', 'coach', 'auditor'],
      },
      { to: '/results', word: 'results', icon: IconChartBar, roles: [...STAFF, 'partner-admin'] },
      { to: '/accounts', word: 'accounts', icon: IconUsersGroup, roles: ['programme-admin', 'auditor'] },
      { to: '/audit', word: 'audit', icon: IconHistory, roles: ['programme-admin', 'auditor'] },
    ],
  },
];

/** The menu of somebody with these roles; sections without an entry are left out. */
export function navigationOf(roles: readonly Role[]): NavigationSection[] {
  return NAVIGATION.map((section) => ({
    ...section,
    items: section.items.filter((item) => item.roles.some((role) => roles.includes(role))),
  })).filter((section) => section.items.length > 0);
}
