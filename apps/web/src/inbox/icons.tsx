import type { ReactNode } from 'react';

const Icon = ({ children }: { children: ReactNode }) => (
  <svg className="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

export const TodayIcon = () => (
  <Icon>
    <rect x="3" y="5" width="11" height="6" rx="1" />
    <rect x="17" y="5" width="4" height="6" rx="1" />
    <rect x="3" y="14" width="4" height="6" rx="1" />
    <rect x="10" y="14" width="11" height="6" rx="1" />
  </Icon>
);
export const HistoryIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </Icon>
);
export const BoardsIcon = () => (
  <Icon>
    <path d="M5 20v-7M12 20V5M19 20v-10" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M4 8h9M19 8h1M4 16h1M11 16h9" />
    <circle cx="16" cy="8" r="2.5" />
    <circle cx="8" cy="16" r="2.5" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="10" />
    <path d="m7.5 12.5 3 3 6-6.5" />
  </Icon>
);
export const CrossIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="10" />
    <path d="m8.5 8.5 7 7m0-7-7 7" />
  </Icon>
);
export const OutIcon = () => (
  <Icon>
    <path d="M7 17 17 7M9 7h8v8" />
  </Icon>
);
