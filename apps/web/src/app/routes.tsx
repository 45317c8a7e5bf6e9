import { createBrowserRouter, type RouteObject } from 'react-router';
import { BASE } from '../api/mounted-at.ts';
import { Crashed } from './Crashed.tsx';
import { Frame } from './Frame.tsx';
import { NotHere } from '../ui/Faults.tsx';

/** One screen a line. A screen's module exports `Component`, and is loaded when it is first opened. */
const screens: RouteObject[] = [
  { index: true, lazy: () => import('../console/overview/Overview.tsx') },
  { path: 'boards', lazy: () => import('../console/boards/Boards.tsx') },
  { path: 'boards/:slug', lazy: () => import('../console/boards/Board.tsx') },
  { path: 'lines', lazy: () => import('../console/lines/Lines.tsx') },
  { path: 'lines/new', lazy: () => import('../console/lines/LineForm.tsx') },
  { path: 'lines/:slug', lazy: () => import('../console/lines/Line.tsx') },
  { path: 'lines/:slug/change', lazy: () => import('../console/lines/LineForm.tsx') },
  { path: 'drafts', lazy: () => import('../console/drafts/Drafts.tsx') },
  { path: 'drafts/:id', lazy: () => import('../console/drafts/Draft.tsx') },
  { path: 'bricks/:id', lazy: () => import('../console/bricks/Brick.tsx') },
  { path: 'calendar', lazy: () => import('../console/calendar/Calendar.tsx') },
  { path: 'segments', lazy: () => import('../console/segments/Segments.tsx') },
  { path: 'segments/~new', lazy: () => import('../console/segments/NewSegment.tsx') },
  { path: 'segments/:slug', lazy: () => import('../console/segments/Segment.tsx') },
  { path: 'segments/:slug/edit', lazy: () => import('../console/segments/EditSegment.tsx') },
  { path: 'partners', lazy: () => import('../console/partners/Partners.tsx') },
  { path: 'partners/:id', lazy: () => import('../console/partners/Partner.tsx') },
  { path: 'reps', lazy: () => import('../console/reps/Reps.tsx') },
  { path: 'reps/:id', lazy: () => import('../console/reps/Rep.tsx') },
  { path: 'sends', lazy: () => import('../console/sends/Sends.tsx') },
  { path: 'sends/:brick/:day', lazy: () => import('../console/sends/Send.tsx') },
  { path: 'results', lazy: () => import('../console/results/Results.tsx') },
  { path: 'results/bricks/:id', lazy: () => import('../console/results/BrickResults.tsx') },
  { path: 'imports', lazy: () => import('../console/imports/Imports.tsx') },
  { path: 'imports/:id', lazy: () => import('../console/imports/Import.tsx') },
  { path: 'accounts', lazy: () => import('../console/accounts/Accounts.tsx') },
  { path: 'accounts/:id', lazy: () => import('../console/accounts/Account.tsx') },
  { path: 'audit', lazy: () => import('../console/audit/Audit.tsx') },
  { path: 'me', lazy: () => import('../console/me/Me.tsx') },
  { path: '*', element: <NotHere /> },
];

/** The console at /app. */
export const createRouter = () =>
  createBrowserRouter(
    [
      {
        element: <Frame />,
        errorElement: <Crashed />,
        hydrateFallbackElement: <></>,
        children: [{ errorElement: <Crashed />, children: screens }],
      },
    ],
    { basename: `${BASE}/app` },
  );
