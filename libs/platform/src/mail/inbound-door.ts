import type { SMTPServer, SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** The largest mail that is taken in, in bytes: replies with photographs included. */
export const MOST_INBOUND_BYTES = 25 * 1024 * 1024;

/** What stands behind the door. */
export interface InboundMail {
  /** Whether mail to this address is taken. */
  accepts(address: string): boolean;
  /** Takes a mail; resolves once what it says is committed. `from` is `''` for the null sender. */
  receive(raw: Buffer, envelope: { from: string; to: string[] }): Promise<unknown>;
}

export interface InboundDoorOptions {
  host: string;
  /** 0: a free one. */
  port: number;
  /** Default {@link MOST_INBOUND_BYTES}. */
  mostBytes?: number;
}

/**
 * An SMTP server for mail that comes in, meant to stand behind a mail server of the operator's. It says yes to a mail after it was
 * taken in for good; trouble is 451, so that whoever hands the mail in keeps it and tries again.
 */
export class InboundDoor {
  private constructor(private readonly server: SMTPServer) {}

  /** @param report called with what keeps a mail from being taken, for the log. */
  static async open(
    mail: InboundMail,
    { host, port, mostBytes = MOST_INBOUND_BYTES }: InboundDoorOptions,
    report: (reason: string) => void,
  ): Promise<InboundDoor> {
    const { SMTPServer } = await import('smtp-server'); // not in the memory of processes without this door
    const server = new SMTPServer({
      name: 'relais',
      banner: 'Relais takes answers and reports about its own mails',
      size: mostBytes,
      rejectOversized: true,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      maxClients: 20,
      socketTimeout: 60_000,
      closeTimeout: 5_000,
      onRcptTo: ({ address }, _session, done) => done(mail.accepts(address) ? null : refusal(address)),
      onData: (stream, session, done) => void take(mail, stream, session, report).then(() => done(), done),
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve());
    });
    server.on('error', () => {}); // trouble of one connection, such as a client that went away
    return new InboundDoor(server);
  }

  get port(): number {
    const address = this.server.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Takes no more mails and lets those under way finish for some seconds. */
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

async function take(
  mail: InboundMail,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  report: (reason: string) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) return; // the server refuses it
  const from = (envelope.mailFrom as SMTPServerAddress | false) || { address: '' };
  try {
    await mail.receive(Buffer.concat(chunks), {
      from: from.address,
      to: envelope.rcptTo.map(({ address }) => address),
    });
  } catch (error) {
    report((error as Error).message);
    throw Object.assign(new Error('4.3.0 Not now, please try again later'), { responseCode: 451 });
  }
}

function refusal(address: string): Error {
  return Object.assign(new Error(`5.1.1 No mail for ${address.replace(/[^!-~]/g, '?').slice(0, 100)} here`), {
    responseCode: 550,
  });
}
