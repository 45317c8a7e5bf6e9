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

/**
 * Routes that no controller has, and so no guard stands before: files that were built, the same for everybody. The server does not
 * start with one that is not here.
 */
export const FILE_ROUTES: Record<string, string> = {
  'GET /api/docs': 'the documentation of the API',
  'GET /api/docs/start.js': 'its script',
  'GET /api/docs/swagger-ui.css': 'its style',
  'GET /api/docs/swagger-ui-bundle.js': 'its script',
  'GET /api/openapi.json': 'the description of the API, as it is in the repository',
  'GET /web/*': 'scripts, styles and pictures of the web app',
  'GET /app': 'the empty page of the console: what it shows comes through the API',
  'GET /app/*': 'the same',
  'GET /inbox': 'the empty page of the inbox: what it shows comes through the API',
  'GET /inbox/*': 'the same',
  'GET /inbox/offline': 'what the inbox says without a connection',
  'GET /inbox/service-worker.js': 'keeps that page',
  'GET /sign-in': 'the form of sign-in',
  'GET /sign-in/:token': 'asks for a press: the token is read by the API then',
  'GET /welcome/:token': 'the same for invitations',
  'GET /reset/:token': 'the same for forgotten passwords',
  'GET /first-admin/:token': 'the same for the first admin',
};
