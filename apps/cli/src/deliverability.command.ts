import { DeliverabilityQueries, type DomainDeliverability } from '@relais/delivery';
import { InvalidArgumentError } from 'commander';
import type { RegisterCommands } from './command.js';

const MOST_DAYS = 366;
const REPLIES_SHOWN = 3;
const REPLY_WIDTH = 110;

/** `relais deliverability`: how the mail domains of the partner companies take our mails. */
export const registerDeliverabilityCommand: RegisterCommands = (program, line) => {
  program
    .command('deliverability')
    .description('show how the mail domains of the partner companies take our mails')
    .option('--days <n>', `mails due within the last days, 1 to ${MOST_DAYS}`, days, 7)
    .option('--json', 'print one JSON document')
    .action(async (options: { days: number; json?: boolean }) => {
      const domains = await line.withApp((app) => app.get(DeliverabilityQueries).byDomain(options.days));
      line.print(
        options.json ? JSON.stringify({ days: options.days, domains }, null, 2) : report(domains, options.days),
      );
    });
};

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST_DAYS)
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_DAYS}.`);
  return value;
}

function report(domains: DomainDeliverability[], days: number): string {
  if (!domains.length) return `No mail was due and tried within the last ${days} days.`;
  return [table(domains), ...domains.filter(({ verdict }) => verdict !== 'ok').map(reasons)].join('\n\n');
}

const HEAD = [
  'domain',
  'verdict',
  'sent',
  'accepted',
  'waiting',
  'expired',
  'refused',
  'bounced (hard/soft/policy/?)',
  'complaints',
  'ambiguous',
  'median',
  'companies',
];
/** Columns of text; numbers stand at the right. */
const LEFT = new Set(['domain', 'verdict', 'companies']);

function table(domains: DomainDeliverability[]): string {
  const lines = domains.map((d) => {
    const { hard, soft, policy, unknown } = d.bounced;
    const counts = [d.sent, d.accepted, d.waiting, d.expired, d.refused].map(String);
    const bounced = [hard, soft, policy, unknown].join('/');
    return [
      d.domain,
      d.verdict,
      ...counts,
      bounced,
      `${d.complaints}`,
      `${d.ambiguous}`,
      span(d.medianSeconds),
      whom(d),
    ];
  });
  const widths = HEAD.map((title, i) => Math.max(title.length, ...lines.map((cells) => cells[i]!.length)));
  return [HEAD, ...lines]
    .map((cells) =>
      cells
        .map((cell, i) => (LEFT.has(HEAD[i]!) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Why a domain has its verdict, with what its servers said. */
function reasons({ domain, verdict, because, replies }: DomainDeliverability): string {
  const told = replies.slice(0, REPLIES_SHOWN).map(({ kind, reply, count, meaning }) => {
    const text = reply.length > REPLY_WIDTH ? `${reply.slice(0, REPLY_WIDTH)}…` : reply;
    return `  ${String(count).padStart(6)} ${kind}: ${text} [${meaning}]`;
  });
  return [`${domain} ${verdict}: ${because}.`, ...told].join('\n');
}

function whom({ partners, partnerNames }: DomainDeliverability): string {
  const named = partnerNames.slice(0, 3).join(', ');
  return partners > 3 ? `${named} and ${partners - 3} more` : named;
}

function span(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
