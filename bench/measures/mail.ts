import nodemailer, { type SendMailOptions } from 'nodemailer';
import PostalMime from 'postal-mime';
import { SendingService } from '@relais/delivery';
import { MAIL_TRANSPORT, parseSender, type MailTransport } from '@relais/platform';
import { expectWork, rates, type Finding, type Round } from '../findings.js';
import { spent, type Spent } from '../ground/cpu.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { openSink, type Sink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';

export const CONNECTIONS = 10;
/** Mails handed to nodemailer's pool ahead of its connections. */
const AHEAD = 64;
/** Batches that a worker sends at once: see the processor of the queue "mail". */
const AT_ONCE = 2;

/**
 * Sending what is due, from the claim to the settled row, against nodemailer's pool: composing a constant mail of the same
 * size, and fed ready messages. The same process, the same sink, the same number of connections.
 */
export async function measureMail(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const sink = await openSink(ground);
  const { mails } = sizes;
  const world = await World.open(ground, { name: 'mail', reps: mails, env: smtpTo(sink) });
  const pool = nodemailerPool(sink);
  try {
    const sample = await writeOne(world, sink);
    await sendDue(world, sink, Math.min(1_000, mails));
    await pool.compose(sample, Math.min(500, mails));
    const composed: Round[] = [];
    const ready: Round[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const composing = await pool.compose(sample, mails);
      const product = await sendDue(world, sink, mails);
      const fed = await pool.feed(sample.raw, mails);
      composed.push({ things: mails, baseline: composing, product });
      ready.push({ things: mails, baseline: fed, product });
    }
    const note = `${mails} mails of ${(sample.raw.length / 1024).toFixed(1)} KB, ${CONNECTIONS} connections, ${sink.name}`;
    return [
      rates(
        { measure: 'mail', unit: 'mails/s', floor: 1, target: 2.5, note: `nodemailer composing; ${note}` },
        composed,
      ),
      rates(
        {
          measure: 'mail, ready MIME',
          unit: 'mails/s',
          floor: 0.45,
          target: 0.85,
          note: 'nodemailer fed ready messages',
        },
        ready,
      ),
    ];
  } finally {
    pool.close();
    await world.close();
    await sink.stop();
  }
}

export const smtpTo = (sink: Sink): Record<string, string> => ({
  SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=${CONNECTIONS}`,
});

/**
 * Makes `mails` deliveries due, sends them, and checks rows and sink.
 * @param later deliveries that wait for tomorrow meanwhile.
 */
export async function sendDue(world: World, sink: Sink, mails: number, later = 0): Promise<Spent> {
  await world.forgetDeliveries();
  await world.writeDeliveries(1, mails + later, 'planned');
  if (later > 0) await world.postpone(later);
  await settle(world.url);
  const before = sink.count();
  const sending = world.get(SendingService);
  const result = await spent(world.pids, () => Promise.all(Array.from({ length: AT_ONCE }, () => sending.sendDue())));
  await checkSent(world, sink, before, mails);
  return result;
}

/**
 * Every delivery was accepted at its first attempt, and the sink took as many mails as there are deliveries: with one accepted
 * copy of each at least, that leaves room for no second copy of any.
 */
export async function checkSent(world: World, sink: Sink, before: number, mails: number): Promise<void> {
  const [found] = await world.query(
    `SELECT count(*)::int AS accepted, sum(attempts)::int AS attempts, sum(ambiguous)::int AS ambiguous
     FROM delivery.delivery WHERE state = 'accepted' AND settled_at IS NOT NULL AND lease_until IS NULL`,
  );
  expectWork('deliveries after sending', found, { accepted: mails, attempts: mails, ambiguous: 0 });
  expectWork('mails at the sink', await settledCount(sink, before + mails), before + mails);
}

/** The sink reports a little after it has answered. */
async function settledCount(sink: Sink, expected: number): Promise<number> {
  for (let i = 0; i < 200 && sink.count() < expected; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return sink.count();
}

interface Sample {
  raw: Buffer;
  subject: string;
  html: string;
  text: string;
  from: { name: string; address: string };
}

/** One mail as the product writes it, taken on its way to the sink: the constant mail of the baselines. */
async function writeOne(world: World, sink: Sink): Promise<Sample> {
  const transport = world.app.get<MailTransport>(MAIL_TRANSPORT);
  const send = transport.send.bind(transport);
  const raw: Buffer[] = [];
  transport.send = (mail, beforeDot) => {
    raw.push(mail.raw);
    return send(mail, beforeDot);
  };
  try {
    await sendDue(world, sink, 1);
  } finally {
    transport.send = send;
  }
  const parsed = await PostalMime.parse(raw[0]!);
  const { name = 'Kelvane', address } = parseSender(world.settings.RELAIS_MAIL_FROM!);
  return { raw: raw[0]!, subject: parsed.subject!, html: parsed.html!, text: parsed.text!, from: { name, address } };
}

function nodemailerPool(sink: Sink) {
  const pool = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port: sink.port,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    ignoreTLS: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (count: number, mail: (i: number) => SendMailOptions): Promise<Spent> => {
    const before = sink.count();
    let next = 0;
    const lane = async () => {
      for (let i = next++; i < count; i = next++) await pool.sendMail(mail(i));
    };
    const result = await spent([process.pid], () => Promise.all(Array.from({ length: AHEAD }, lane)));
    expectWork('mails of nodemailer at the sink', await settledCount(sink, before + count), before + count);
    return result;
  };
  const to = (i: number) => `rep${i}@partner${i % 50}.example.com`;
  return {
    compose: ({ from, subject, html, text }: Sample, count: number) =>
      send(count, (i) => ({
        from,
        to: { name: 'Claire Dupont', address: to(i) },
        envelope: { from: from.address, to: to(i) },
        subject,
        html,
        text,
        headers: { 'List-Unsubscribe': '<https://learn.kelvane.example/u/0>', 'Auto-Submitted': 'auto-generated' },
      })),
    feed: (raw: Buffer, count: number) =>
      send(count, (i) => ({ envelope: { from: 'learning@kelvane.example', to: to(i) }, raw })),
    close: () => pool.close(),
  };
}
