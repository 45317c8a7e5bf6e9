import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createQueries } from '../api/queries.ts';
import { Words } from '../words/Words.tsx';
import { NamedControls } from './NamedControls.tsx';
import { nonce } from './nonce.ts';
import { createRouter } from './routes.tsx';
import { theme, variables } from './theme.ts';

const queries = createQueries();
const router = createRouter();
const PARTS = [
  'frame',
  'authoring',
  'boards',
  'calendar',
  'imports',
  'me',
  'network',
  'overview',
  'portal',
  'results',
  'running',
  'segments',
  'sends',
] as const;
const scheme = localStorageColorSchemeManager({ key: 'relais-color-scheme' });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={scheme}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <Words parts={PARTS} reasonsFirst>
          <NamedControls>
            <ModalsProvider>
              <Notifications />
              <RouterProvider router={router} />
            </ModalsProvider>
          </NamedControls>
        </Words>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
