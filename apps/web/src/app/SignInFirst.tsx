import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { BASE } from '../api/mounted-at.ts';
import { Loading } from '../ui/Faults.tsx';

/** Goes to the door, and back here afterwards. */
export function SignInFirst() {
  const { pathname, search } = useLocation();
  useEffect(() => {
    const here = `/app${pathname === '/' ? '' : pathname}${search}`;
    window.location.replace(`${BASE}/sign-in?${new URLSearchParams({ to: here })}`);
  }, [pathname, search]);
  return <Loading full />;
}
