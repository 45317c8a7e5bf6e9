import '../../../../content/templates/pages/style.css';
import './inbox.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Router, Switch } from 'wouter';
import { BASE } from '../api/base.ts';
import { createQueries } from '../api/queries.ts';
import { ChoosePassword } from '../door/ChoosePassword.tsx';
import { Forgotten } from '../door/Forgotten.tsx';
import { SignIn, ToSignIn } from '../door/SignIn.tsx';
import { UseLink } from '../door/UseLink.tsx';
import { Words } from '../words/Words.tsx';

const queries = createQueries();
const PARTS = ['frame', 'access', 'inbox'] as const;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Words parts={PARTS}>
        <Router base={BASE}>
          <Switch>
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
        </Router>
      </Words>
    </QueryClientProvider>
  </StrictMode>,
);
