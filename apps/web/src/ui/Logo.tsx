/** Bricks, one of which is the one of today. Decoration: the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false">
      <rect width="19" height="10" rx="2" />
      <rect x="22" width="10" height="10" rx="2" />
      <rect y="13" width="10" height="10" rx="2" />
      <rect className="now" x="13" y="13" width="19" height="10" rx="2" />
    </svg>
  );
}
