/**
 * Every route that answers without knowing who asks: the reviewed list (P38). A route that is neither here nor behind a guard
 * fails a test. A line here says why the route may be public.
 */
export const PUBLIC_ROUTES: Record<string, string> = {
  'GET /': 'counts only, no person',
  'GET /a/:token': 'the signed link permits this one delivery',
  'POST /a/:token': 'the signed link permits this one delivery',
  'GET /u/:token': 'the signed link permits this one preference',
  'POST /u/:token': 'the signed link permits this one preference; RFC 8058 forbids asking for more',
  'GET /boards/:slug': 'shows what the challenge shows to everybody: short names and points',
  'GET /api/v1/boards': 'names of the challenges, as the home page shows them',
  'GET /api/v1/boards/:slug': 'the same as JSON',
  'GET /mailbox': 'exists only without a mail server: demo and tests',
  'GET /mailbox/:id': 'exists only without a mail server: demo and tests',
  'GET /mailbox/:id/html': 'exists only without a mail server: demo and tests',
  'GET /mailbox/messages': 'exists only without a mail server: demo and tests',
  'GET /mailbox/messages/:id': 'exists only without a mail server: demo and tests',
  'GET /mailbox/messages/:id/raw': 'exists only without a mail server: demo and tests',
  'GET /healthz': 'says that the process lives',
  'GET /readyz': 'says whether database, queue and mail answer',
  'GET /metrics': 'numbers without persons; keep it behind the proxy if they are nobody’s business',
};
