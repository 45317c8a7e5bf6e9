import { isAscii } from 'node:buffer';
import type { OutgoingMail, SendResult, SmtpStage } from './mail-transport.js';
import type { Answers, SmtpConnection } from './smtp-connection.js';
import { replyLine, type SmtpReply } from './smtp-reply.js';

/** One message for one connection. `content` is what goes over the wire, without the terminating dot. */
export interface Transaction {
  content: Buffer;
  envelope: OutgoingMail['envelope'];
  beforeDot: () => Promise<boolean>;
}

/** How a transaction ended. */
export interface Ending {
  result: SendResult;
  /** The trouble came before any content was sent and before `beforeDot` was called: the message may be tried again at once. */
  untouched?: boolean;
  /** The relay did not take the content, and some relays then answer the dot a second time. */
  doubtful?: boolean;
}

const STAGES: readonly SmtpStage[] = ['mail', 'rcpt', 'data'];
/** Replies that speak of our login, not of the message (RFC 4954 section 6). */
const LOGIN = new Set([530, 534, 535, 538]);

/** Names sender and recipient and asks to send the content: in one write when the server allows it (RFC 2920), else one by one. */
export async function offer(connection: SmtpConnection, { envelope, content }: Transaction): Promise<Answers> {
  const size = connection.extensions.has('SIZE') ? ` SIZE=${content.length}` : '';
  // RFC 6152. Our own mails are ASCII; others go as they are, announced where the relay knows how to take an announcement.
  const bytes = connection.extensions.has('8BITMIME') && !isAscii(content) ? ' BODY=8BITMIME' : '';
  const lines = [`MAIL FROM:<${envelope.from}>${size}${bytes}\r\n`, `RCPT TO:<${envelope.to}>\r\n`, 'DATA\r\n'];
  if (connection.pipelining) return connection.ask(lines.join(''), lines.length);
  const replies: SmtpReply[] = [];
  for (const line of lines) {
    const answer = await connection.ask(line, 1);
    replies.push(...answer.replies);
    if (answer.trouble !== undefined) return { replies, trouble: answer.trouble };
    if (answer.replies[0]!.code >= 400) break;
  }
  return { replies };
}

/**
 * Sends a message that was offered, by commit before the dot.
 *
 * @param offered the answers to {@link offer}
 * @param afterDot called together with the release of the dot; may offer the next message
 * @param doubtful the answers may be shifted by one, so a no among them is not believed
 * @throws what `beforeDot` throws; the connection is destroyed then and nothing was accepted
 */
export async function transact(
  connection: SmtpConnection,
  transaction: Transaction,
  offered: Answers,
  afterDot: () => void,
  doubtful = false,
): Promise<Ending> {
  const no = refusal(offered);
  if (no) {
    if (!doubtful) await leave(connection, offered.replies);
    else connection.destroy('the relay may have answered one message twice');
    if (no.outcome === 'relay') return { result: no, untouched: true };
    return doubtful ? { result: relay(connection.trouble!), untouched: true } : { result: no };
  }
  if (!connection.alive) return { result: relay(connection.trouble!), untouched: true };
  await connection.transmit(transaction.content);
  if (!connection.alive) return { result: cutShort(connection) };
  let go: boolean;
  try {
    go = await transaction.beforeDot();
  } catch (reason) {
    connection.destroy('withdrawn');
    throw reason;
  }
  if (!go) {
    connection.destroy('withdrawn'); // the only way to take back content: without its dot the server must drop it
    return { result: { outcome: 'withdrawn' } };
  }
  if (!connection.alive) return { result: cutShort(connection) };
  let answer!: Promise<Answers>;
  connection.together(() => {
    answer = connection.ask('.\r\n', 1, connection.timeouts.dot);
    afterDot();
  });
  return verdict(connection, await answer);
}

function verdict(connection: SmtpConnection, { replies: [reply], trouble }: Answers): Ending {
  if (!reply) return { result: { outcome: 'ambiguous', reason: trouble! } };
  if (reply.code < 300) return { result: { outcome: 'accepted', response: replyLine(reply) } };
  if (reply.code < 400) {
    connection.destroy(`the relay answered the dot with ${replyLine(reply)}`);
    return { result: { outcome: 'ambiguous', reason: connection.trouble! } };
  }
  if (reply.code === 421) connection.destroy('the relay is closing');
  return { result: saidNo('message', reply), doubtful: true };
}

/** The first no among the answers to an offer, or trouble; undefined when the server waits for the content. */
function refusal({ replies, trouble }: Answers): SendResult | undefined {
  for (const [i, stage] of STAGES.entries()) {
    const reply = replies[i];
    if (!reply) return relay(trouble!);
    const wanted = stage === 'data' ? reply.code === 354 : reply.code < 300;
    if (wanted) continue;
    if (reply.code < 400 || reply.code === 421 || LOGIN.has(reply.code)) return relay(replyLine(reply));
    return saidNo(stage, reply);
  }
  return undefined;
}

/** Ends a transaction in which the server said no, so that the connection can be used again. */
async function leave(connection: SmtpConnection, [mail, rcpt, data]: SmtpReply[]): Promise<void> {
  const codes = [mail, rcpt, data].map((reply) => reply?.code ?? 0);
  if (codes.includes(421) || codes.some((code) => LOGIN.has(code))) return connection.destroy('the relay is closing');
  if (data?.code === 354) {
    // The recipient was refused, the content is expected all the same: a lone dot ends it (RFC 2920 section 3.1).
    if (mail!.code >= 300 || rcpt!.code < 400) return connection.destroy('the relay contradicts itself');
    await connection.ask('.\r\n', 1, connection.timeouts.dot);
  } else if (connection.alive) {
    const { replies } = await connection.ask('RSET\r\n', 1);
    if (replies[0] && replies[0].code >= 300)
      connection.destroy(`the relay refused to start again: ${replyLine(replies[0])}`);
  }
}

/** The connection ended between the go-ahead for the content and the dot. */
function cutShort({ unasked, trouble }: SmtpConnection): SendResult {
  if (unasked === undefined || unasked.code === 421) return relay(trouble!);
  // A yes before the dot: the server saw an end where there was none, and took something over.
  return unasked.code < 400 ? { outcome: 'ambiguous', reason: trouble! } : saidNo('message', unasked);
}

function saidNo(stage: SmtpStage, reply: SmtpReply): SendResult {
  const { code, enhanced } = reply;
  return {
    outcome: code >= 500 ? 'refused' : 'deferred',
    code,
    ...(enhanced && { enhanced }),
    response: replyLine(reply),
    stage,
  };
}

function relay(reason: string): SendResult {
  return { outcome: 'relay', reason };
}
