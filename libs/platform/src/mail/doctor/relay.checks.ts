import { isIP } from 'node:net';
import { SmtpConnection } from '../smtp-connection.js';
import { openConnection } from '../smtp-opening.js';
import { describeSmtp, type SmtpTarget } from '../smtp-url.js';
import { findings, type Finding } from './finding.js';
import { isInward, type MailSetup } from './mail-setup.js';

/** Whether the relay can be reached, encrypts, and lets us in. Talks to it; sends no mail. */
export async function checkRelay({ relay: target }: MailSetup): Promise<Finding[]> {
  if (!target)
    return [
      findings('relay', 'SMTP_URL').warning(
        'is not set: mails are kept in the built-in mailbox and reach nobody',
        'Set it to your relay, such as smtp://user:password@relay.example.com:587.',
      ),
    ];
  const { ok, broken } = findings('relay', describeSmtp(target));
  // First without encryption and login, to see what is offered; then as mails are sent.
  const bare: SmtpTarget = { ...target, tls: target.tls === 'implicit' ? 'implicit' : 'off', credentials: undefined };
  const before = await greeted(bare);
  if (typeof before === 'string')
    return [broken(`cannot be used: ${before}`, 'Mend SMTP_URL, or the way to the relay.')];
  const as = await greeted({ ...target, credentials: undefined });
  const encrypted = typeof as === 'string' ? undefined : as;
  const found: Finding[] = [];
  if (encrypted) {
    const sized = encrypted.get('SIZE');
    const piped = encrypted.has('PIPELINING') ? '' : ', no PIPELINING, so each mail takes four round trips';
    found.push(ok(`answers${sized ? `; takes mails up to ${sized} bytes` : ''}${piped}`));
  }
  found.push(await checkTls(target, before, typeof as === 'string' ? as : undefined));
  if (encrypted) found.push(await checkLogin(target, encrypted));
  return found;
}

async function checkTls(target: SmtpTarget, offered: ReadonlyMap<string, string>, trouble?: string): Promise<Finding> {
  const { ok, warning, broken } = findings('tls', describeSmtp(target));
  const inward = target.host === 'localhost' || (isIP(target.host) > 0 && isInward(target.host));
  if (trouble !== undefined) return broken(trouble, 'Mend the relay’s encryption, or its certificate.');
  if (target.tls === 'implicit') return ok('encrypts from the first byte');
  if (!offered.has('STARTTLS') || target.tls === 'off') {
    const what = target.tls === 'off' ? 'encryption is switched off (tls=off)' : 'offers no encryption (STARTTLS)';
    return inward
      ? ok(`${what}; it is on this machine or network`)
      : warning(`${what}: mails travel in the clear`, 'Use smtps://, or a relay with STARTTLS and tls=required.');
  }
  const checked = await greeted({ ...target, tls: 'required', checkCertificate: true, credentials: undefined });
  if (typeof checked === 'string')
    return target.checkCertificate
      ? broken(checked, 'Mend the certificate.')
      : warning(
          `encrypts, but its certificate is not good for its name: ${checked}`,
          'Give it one, then set certificate=checked.',
        );
  return target.tls === 'required'
    ? ok('encrypts (STARTTLS), and mails are sent no other way')
    : warning('encrypts (STARTTLS), but somebody on the way could switch that off', 'Add ?tls=required to SMTP_URL.');
}

async function checkLogin(target: SmtpTarget, offered: ReadonlyMap<string, string>): Promise<Finding> {
  const { ok, warning, broken } = findings('login', describeSmtp(target));
  const methods = offered.get('AUTH');
  if (!target.credentials)
    return ok(
      methods
        ? `none is used; the relay offers ${methods}`
        : 'none is used, and none is offered: the relay knows us by our address',
    );
  const opened = await greeted(target);
  if (typeof opened === 'string') return broken(opened, 'Mend the user and password in SMTP_URL.');
  return target.tls === 'off'
    ? warning('works, with the password in the clear (tls=off)', 'Use smtps:// or tls=required.')
    : ok(`works (offered: ${methods ?? 'none'})`);
}

/** Opens a connection and says goodbye: what the relay offers, or why there is none. */
async function greeted(target: SmtpTarget): Promise<ReadonlyMap<string, string> | string> {
  const connection = new SmtpConnection(target.timeouts);
  try {
    await openConnection(connection, target);
    connection.quit();
    return connection.extensions;
  } catch (error) {
    return (error as Error).message;
  }
}
