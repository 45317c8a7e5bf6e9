import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Answers, SmtpConnection } from './smtp-connection.js';
import { replyLine, type SmtpReply } from './smtp-reply.js';
import type { SmtpTarget } from './smtp-url.js';

/** The relay cannot be used: no connection, no TLS, no login, no SMTP. Says nothing about any message. */
export class RelayTrouble extends Error {}

/**
 * Connects, encrypts and logs in as the target asks, and learns what the relay can do.
 * @throws RelayTrouble; the connection is gone then. No message of it holds the password.
 */
export async function openConnection(connection: SmtpConnection, target: SmtpTarget): Promise<void> {
  try {
    await greet(connection, target);
    await hello(connection, target);
    if (target.tls === 'required' || target.tls === 'opportunistic') await startTls(connection, target);
    if (target.credentials) await login(connection, target.credentials);
  } catch (error) {
    connection.destroy('could not be opened');
    throw error;
  }
}

async function greet(connection: SmtpConnection, target: SmtpTarget): Promise<void> {
  const { host, port, timeouts } = target;
  // Asked for before there is a socket: over TLS the greeting may come together with the end of the handshake.
  const greeting = connection.ask('', 1, timeouts.connect + timeouts.greeting);
  if (target.tls === 'implicit') {
    await connection.attach(connectTls({ host, port, ...tlsOptions(target) }), 'secureConnect', timeouts.connect);
  } else {
    await connection.attach(connectPlain({ host, port }), 'connect', timeouts.connect);
  }
  if (!connection.alive) throw new RelayTrouble(connection.trouble);
  const reply = only(await greeting, 'the connection');
  if (reply.code !== 220) throw new RelayTrouble(`the relay does not want us: ${replyLine(reply)}`);
}

async function hello(connection: SmtpConnection, { name }: SmtpTarget): Promise<void> {
  connection.extensions.clear();
  const reply = only(await connection.ask(`EHLO ${name}\r\n`, 1), 'EHLO');
  if (reply.code === 250) {
    for (const line of reply.lines.slice(1)) {
      const [keyword = '', ...parameters] = line.trim().toUpperCase().split(/[ =]/);
      connection.extensions.set(keyword, parameters.join(' '));
    }
    return;
  }
  const older =
    reply.code >= 500 && reply.code <= 504 ? only(await connection.ask(`HELO ${name}\r\n`, 1), 'HELO') : reply;
  if (older.code !== 250) throw new RelayTrouble(`the relay refused our name: ${replyLine(older)}`);
}

async function startTls(connection: SmtpConnection, target: SmtpTarget): Promise<void> {
  const required = target.tls === 'required';
  if (!connection.extensions.has('STARTTLS')) {
    if (required) throw new RelayTrouble('the relay offers no encryption (STARTTLS)');
    return;
  }
  const reply = only(await connection.ask('STARTTLS\r\n', 1), 'STARTTLS');
  if (reply.code !== 220) {
    if (required || reply.code === 421) throw new RelayTrouble(`the relay refused encryption: ${replyLine(reply)}`);
    return;
  }
  const encrypted = connectTls({ socket: connection.detach(), ...tlsOptions(target) });
  await connection.attach(encrypted, 'secureConnect', target.timeouts.command);
  if (!connection.alive) throw new RelayTrouble(`no encryption: ${connection.trouble}`);
  await hello(connection, target);
}

async function login(
  connection: SmtpConnection,
  { user, pass }: NonNullable<SmtpTarget['credentials']>,
): Promise<void> {
  const methods = (connection.extensions.get('AUTH') ?? '').split(' ');
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const say = async (line: string) => only(await connection.ask(`${line}\r\n`, 1), 'AUTH');
  let reply: SmtpReply;
  if (methods.includes('PLAIN')) {
    reply = await say(`AUTH PLAIN ${base64(`\0${user}\0${pass()}`)}`);
  } else if (methods.includes('LOGIN')) {
    reply = await say('AUTH LOGIN');
    if (reply.code === 334) reply = await say(base64(user));
    if (reply.code === 334) reply = await say(base64(pass()));
  } else {
    throw new RelayTrouble('the relay offers no login with a password (AUTH PLAIN or LOGIN)');
  }
  if (reply.code !== 235) throw new RelayTrouble(`the relay refused the login: ${replyLine(reply)}`);
}

function only({ replies, trouble }: Answers, what: string): SmtpReply {
  if (!replies[0]) throw new RelayTrouble(`${what} was not answered: ${trouble}`);
  return replies[0];
}

function tlsOptions({ host, checkCertificate, authorities }: SmtpTarget): ConnectionOptions {
  return {
    rejectUnauthorized: checkCertificate,
    ...(isIP(host) ? {} : { servername: host }),
    ...(authorities && { ca: authorities }),
  };
}
