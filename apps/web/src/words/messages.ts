import type access from './en/access.json';
import type frame from './en/frame.json';
import type inbox from './en/inbox.json';
import type people from './en/people.json';

/** The words by file: a key that is not in the English file does not compile. A new file is one more line here. */
export interface Messages {
  access: typeof access;
  frame: typeof frame;
  inbox: typeof inbox;
  people: typeof people;
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}
