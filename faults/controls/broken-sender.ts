import pg from 'pg';
import { SmtpTransport } from '../../libs/platform/src/mail/smtp-transport.js';
import { parseSmtpUrl } from '../../libs/platform/src/mail/smtp-url.js';

/**
 * Two ways of sending that look right and are not, over the product's tables and its own transport: a control for the
 * detector, never part of the product. FAULT_SENDER says which:
 *
 * - `send-then-mark`: the row becomes `accepted` after the relay said yes. Killed between the two, it sends again.
 * - `mark-then-send`: the row becomes `accepted` before the relay is asked. Killed between the two, it never sends.
 */
const kind = process.env.FAULT_SENDER as 'send-then-mark' | 'mark-then-send';
const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, application_name: 'relais', max: 10 });
const transport = new SmtpTransport(parseSmtpUrl(process.env.SMTP_URL!));
const SENDER = 'learning@kelvane.example';

const RECOVER = `UPDATE delivery.delivery SET state = 'planned', lease_until = NULL WHERE state = 'claimed' AND lease_until < now()`;
const CLAIM = `
UPDATE delivery.delivery d SET state = 'claimed', attempts = d.attempts + 1, lease_until = now() + interval '180 seconds'
FROM (SELECT id FROM delivery.delivery WHERE state = 'planned' AND wake_at <= now() ORDER BY wake_at LIMIT 20 FOR UPDATE SKIP LOCKED) due, network.rep r
WHERE d.id = due.id AND r.id = d.rep_id RETURNING d.id, r.email`;
const MARK = `UPDATE delivery.delivery SET state = 'accepted', settled_at = now() WHERE id = $1`;

interface Due {
  id: string;
  email: string;
}

async function send({ id, email }: Due): Promise<void> {
  const head = [`From: <${SENDER}>`, `To: <${email}>`, `Message-ID: <delivery.${id}@kelvane.example>`];
  const raw = Buffer.from([...head, `X-Relais-Delivery: ${id}`, 'Subject: A control', '', 'Hello', ''].join('\r\n'));
  if (kind === 'mark-then-send') await db.query(MARK, [id]);
  const { outcome } = await transport.send({ raw, envelope: { from: SENDER, to: email } }, async () => true);
  if (kind === 'send-then-mark' && outcome === 'accepted') await db.query(MARK, [id]);
}

for (;;) {
  await db.query(RECOVER);
  const { rows } = await db.query<Due>(CLAIM);
  await Promise.all(rows.map(send));
  if (rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
}
