import '../../../../content/templates/pages/style.css';
import './inbox.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Router, Switch } from 'wouter';
import { BASE } from '../api/mounted-at.ts';
import { createQueries } from '../api/queries.ts';
import { ChoosePassword } from '../door/ChoosePassword.tsx';
import { Forgotten } from '../door/Forgotten.tsx';
import { SignIn, ToSignIn } from '../door/SignIn.tsx';
import { UseLink } from '../door/UseLink.tsx';
import { Words } from '../words/Words.tsx';
import { RepsOnly } from './InboxFrame.tsx';
import { Today } from './Today.tsx';

const History = lazy(() => import('./History.tsx'));
const Boards = lazy(() => import('./Boards.tsx'));
const Settings = lazy(() => import('./Settings.tsx'));
const PLACES = [
  ['/inbox', Today],
  ['/inbox/history', History],
  ['/inbox/boards', Boards],
  ['/inbox/settings', Settings],
] as const;

const queries = createQueries();
const PARTS = ['frame', 'access', 'inbox'] as const;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Words parts={PARTS}>
        <Router base={BASE}>
          <Suspense>
            <Switch>
              {PLACES.map(([path, Place]) => (
                <Route key={path} path={path}>
                  <RepsOnly>
                    <Place />
                  </RepsOnly>
                </Route>
              ))}
              <Route path="/sign-in">
                <SignIn />
              </Route>
              <Route path="/sign-in/forgotten">
                <Forgotten />
              </Route>
              <Route path="/sign-in/:token">
                <UseLink />
              </Route>
              <Route path="/welcome/:token">
                <ChoosePassword kind="welcome" />
              </Route>
              <Route path="/reset/:token">
                <ChoosePassword kind="reset" />
              </Route>
              <Route path="/first-admin/:token">
                <ChoosePassword kind="first" />
              </Route>
              <Route>
                <ToSignIn />
              </Route>
            </Switch>
          </Suspense>
        </Router>
      </Words>
    </QueryClientProvider>
  </StrictMode>,
);

// A page to show without a connection, and a place on the home screen. Without it, all else works.
if ('serviceWorker' in navigator && window.isSecureContext)
  void navigator.serviceWorker.register(`${BASE}/inbox/service-worker.js`, { scope: `${BASE}/inbox` }).catch(() => {});
