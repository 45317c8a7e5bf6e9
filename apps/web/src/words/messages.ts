import type access from './en/access.json';
import type boards from './en/boards.json';
import type frame from './en/frame.json';
import type inbox from './en/inbox.json';
import type me from './en/me.json';
import type network from './en/network.json';
import type overview from './en/overview.json';
import type running from './en/running.json';

/** The words by file: a key that is not in the English file does not compile. A new file is one more line here. */
export interface Messages {
  access: typeof access;
  boards: typeof boards;
  frame: typeof frame;
  inbox: typeof inbox;
  me: typeof me;
  network: typeof network;
  overview: typeof overview;
  running: typeof running;
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}
