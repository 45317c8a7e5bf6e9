import { AccessMails } from '@relais/network';
import { MailboxStore } from '@relais/platform';

interface Rooms {
  get<T>(service: abstract new (...args: never[]) => T, options: { strict: false }): T;
}

/** The tokens of the links mailed to this address, oldest first, once every mail under way has arrived. */
export async function mailedTokens(app: Rooms, to: string): Promise<string[]> {
  await app.get(AccessMails, { strict: false }).settled();
  const store = app.get(MailboxStore, { strict: false });
  const found = await store.list({ limit: 500, to });
  const tokens: string[] = [];
  for (const { id } of found.reverse()) {
    const { text } = await store.read(id);
    const token = /\/(?:sign-in|welcome|reset)\/([\w-]{43})\b/.exec(text ?? '')?.[1];
    if (token) tokens.push(token);
  }
  return tokens;
}
