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
  'GET /boards/:slug': 'places and points; names only to whoever is signed in and may know them',
  'GET /t/:token': 'the signed link of a test mail; the page records nothing',
  'POST /t/:token': 'the signed link of a test mail; the answer is graded and forgotten',
  'GET /api/v1/boards': 'names of the challenges, as the home page shows them',
  'GET /api/v1/boards/:slug': 'the same as JSON',
  'GET /api/v1/session': 'says who is signed in, or that nobody is, and the ways to sign in',
  'POST /api/v1/session/sign-in': 'how staff gets in: limited tries, one answer for every refusal',
  'POST /api/v1/session/sign-out': 'ends the session of the cookie; without one there is nothing to end',
  'POST /api/v1/session/oidc': 'how staff gets in: begins at the provider',
  'GET /api/v1/session/oidc/callback': 'how staff gets in: the sealed cookie and the provider vouch for it',
  'POST /api/v1/sign-in-links': 'how reps get in: the same answer for every address, limited tries',
  'POST /api/v1/sign-in-links/consume':
    'how reps get in: the token of the mail and the cookie of the browser permit it',
  'POST /api/v1/password/forgotten': 'the same answer for every address, limited tries',
  'POST /api/v1/password/choose': 'the token of the mail permits it, once',
  'POST /api/v1/password/first-admin': 'the token printed at the start permits it, once',
  'GET /healthz': 'says that the process lives',
  'GET /readyz': 'says whether database, queue and mail answer',
  'GET /metrics': 'numbers without persons; keep it behind the proxy if they are nobody’s business',
};
