import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Conflict, examineMail, type DnsRecord, type Finding } from '@relais/platform';
import { InvalidArgumentError } from 'commander';
import type { RegisterCommands } from './command.js';

/** Long enough for a name server far away, short enough for somebody who waits. */
const DNS_PATIENCE = { timeout: 3_000, tries: 2 };

interface Options {
  dns?: Resolver;
  sendingAddress: string[];
  json?: boolean;
}

/** `relais doctor`: whether what Relais depends on is in order, and how to mend it. Changes nothing. */
export const registerDoctorCommands: RegisterCommands = (program, line) => {
  const doctor = program.command('doctor').description('examine what Relais depends on and say how to mend it');

  doctor
    .command('mail')
    .description('examine sender, relay, SPF, DKIM, DMARC, MX and unsubscribe; exit 1 when something is broken')
    .option(
      '--dns <server>',
      'ask this name server, such as 192.0.2.53 or 127.0.0.1:5353 (default: the system’s)',
      server,
    )
    .option(
      '--sending-address <ip>',
      'an address under which your mails leave (default: those of the relay’s name); may be given several times',
      address,
      [],
    )
    .option('--json', 'print one JSON document')
    .action(async ({ dns = new Resolver(DNS_PATIENCE), sendingAddress, json }: Options) => {
      const found = await examineMail(line.env(), { dns, sendingAddresses: sendingAddress });
      const broken = found.filter(({ level }) => level === 'broken').length;
      line.print(json ? JSON.stringify({ ok: broken === 0, findings: found }, null, 2) : report(found));
      if (broken) throw new Conflict('mail.broken', `${broken} of ${found.length} findings are broken.`);
    });
};

function server(text: string): Resolver {
  const resolver = new Resolver(DNS_PATIENCE);
  try {
    resolver.setServers([text]);
  } catch {
    throw new InvalidArgumentError('Give the address of a name server, such as 192.0.2.53 or 127.0.0.1:5353.');
  }
  return resolver;
}

function address(text: string, before: string[]): string[] {
  if (!isIP(text)) throw new InvalidArgumentError('Give an address such as 192.0.2.25 or 2001:db8::25.');
  return [...before, text];
}

const MARKS: Readonly<Record<Finding['level'], string>> = { ok: 'ok', warning: 'warning', broken: 'BROKEN' };

function report(found: readonly Finding[]): string {
  const width = Math.max(...found.map(({ check }) => check.length));
  const indent = ' '.repeat(9 + width + 2);
  return found
    .map(({ check, about, level, what, mend, publish }) =>
      [
        `${MARKS[level].padEnd(9)}${check.padEnd(width)}  ${about}: ${what}`,
        ...(mend ? [`${indent}${mend}`] : []),
        ...(publish ? [`${indent}${zoneLine(publish)}`] : []),
      ].join('\n'),
    )
    .join('\n');
}

/** The record as a zone file has it; a TXT record is written in pieces of at most 255 characters, which receivers put together. */
function zoneLine({ name, type, value }: DnsRecord): string {
  if (type !== 'TXT') return `${name}. ${type} ${value}`;
  const pieces = value.match(/.{1,255}/g) ?? [''];
  return `${name}. TXT ${pieces.map((piece) => `"${piece.replace(/["\\]/g, '\\$&')}"`).join(' ')}`;
}
