import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Session } from '../api/session.ts';
import { DoorFrame } from './DoorFrame.tsx';
import { whereTo } from './where-to.ts';

/** Goes to the place of whoever has just signed in. Another program answers there, so the browser loads it. */
export function Leave({ session, asked }: { session: Session; asked: string | null }) {
  const t = useTranslations();
  useEffect(() => window.location.replace(whereTo(session, asked)), [session, asked]);
  return (
    <DoorFrame title={t('access.title')}>
      <p role="status">{t('frame.loading')}…</p>
    </DoorFrame>
  );
}
