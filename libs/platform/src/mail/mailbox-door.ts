import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { MailboxStore } from './mailbox.store.js';
import { parseSmtpUrl, type SmtpTarget } from './smtp-url.js';

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * An SMTP server on this machine that keeps every mail in the mailbox and delivers none. Sending to it is real SMTP, so what
 * works here works with a relay. It says yes to a mail after the store has committed it.
 */
export class MailboxDoor {
  private constructor(private readonly server: SMTPServer) {}

  /** Opens the door on 127.0.0.1, at a free port unless one is given. */
  static async open(store: Pick<MailboxStore, 'keep'>, port = 0): Promise<MailboxDoor> {
    const { SMTPServer } = await import('smtp-server'); // not in the memory of processes without this door
    const server = new SMTPServer({
      name: 'mailbox',
      banner: 'Relais mailbox: keeps every mail, delivers none',
      size: MOST_BYTES,
      rejectOversized: true,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1000,
      onData: (stream, session, done) => void receive(store, stream, session).then(() => done(), done),
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
    server.on('error', () => {}); // trouble of one connection, such as a client that went away
    return new MailboxDoor(server);
  }

  /** Where to send to. */
  get target(): SmtpTarget {
    const address = this.server.server.address();
    return parseSmtpUrl(`smtp://127.0.0.1:${typeof address === 'object' ? address?.port : address}?tls=off`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

async function receive(
  store: Pick<MailboxStore, 'keep'>,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) return; // the server refuses it
  const raw = Buffer.concat(chunks);
  try {
    for (const { address } of session.envelope.rcptTo) await store.keep(raw, { to: address });
  } catch {
    throw Object.assign(new Error('The mailbox cannot keep the mail now'), { responseCode: 451 });
  }
}
