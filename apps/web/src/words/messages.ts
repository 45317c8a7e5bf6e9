import type access from './en/access.json';
import type authoring from './en/authoring.json';
import type boards from './en/boards.json';
import type calendar from './en/calendar.json';
import type frame from './en/frame.json';
import type imports from './en/imports.json';
import type inbox from './en/inbox.json';
import type me from './en/me.json';
import type network from './en/network.json';
import type overview from './en/overview.json';
import type portal from './en/portal.json';
import type results from './en/results.json';
import type running from './en/running.json';
import type segments from './en/segments.json';
import type sends from './en/sends.json';

/** The words by file: a key that is not in the English file does not compile. A new file is one more line here. */
export interface Messages {
  access: typeof access;
  authoring: typeof authoring;
  boards: typeof boards;
  calendar: typeof calendar;
  frame: typeof frame;
  imports: typeof imports;
  inbox: typeof inbox;
  me: typeof me;
  network: typeof network;
  overview: typeof overview;
  portal: typeof portal;
  results: typeof results;
  running: typeof running;
  segments: typeof segments;
  sends: typeof sends;
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}
