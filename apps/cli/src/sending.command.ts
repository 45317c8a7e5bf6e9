import { SendingStandingQueries, type SendingStanding } from '@relais/delivery';
import { MailGate } from '@relais/platform';
import type { RegisterCommands } from './command.js';

/** `relais sending`: look at how mails leave, and stop everything. */
export const registerSendingCommands: RegisterCommands = (program, line) => {
  const sending = program.command('sending').description('look at how mails leave; pause and resume everything');

  sending
    .command('status')
    .description('print what stops or slows the mails, and when they will be through')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const standing = await line.withApp((app) => app.get(SendingStandingQueries, { strict: false }).read());
      if (json) return line.print(JSON.stringify(standing, null, 2));
      for (const text of described(standing)) line.print(text);
    });

  sending
    .command('pause')
    .description('from now on no brick and no note leaves, whatever worker has it in hand; nothing is lost')
    .requiredOption('--reason <text>', 'why, for whoever finds it paused')
    .action(async ({ reason }: { reason: string }) => {
      const fresh = await line.withApp((app) => app.get(MailGate, { strict: false }).pause(reason.slice(0, 300)));
      line.print(fresh ? 'Paused. `relais sending resume` goes on.' : 'It was paused already; the first reason stays.');
    });

  sending
    .command('resume')
    .description('go on; what became late meanwhile keeps to the cap of each day')
    .action(async () => {
      const was = await line.withApp((app) => app.get(MailGate, { strict: false }).resume());
      line.print(was ? 'Mails leave again.' : 'It was not paused.');
    });
};

function described(standing: SendingStanding): string[] {
  const { paused, shutUntil, troubles, lastTrouble, rates, throughInSeconds } = standing;
  const limits = [
    ...(rates.relay ? [`${rates.relay.perSecond + (rates.relay.burst > 1 ? rates.relay.burst : 0)}/s in all`] : []),
    ...(rates.anyDomain ? ['each domain limited'] : []),
    ...Object.keys(rates.domains ?? {}).map((domain) => `${domain} limited`),
  ];
  return [
    paused ? `PAUSED since ${paused.since.toISOString()}: ${paused.because}` : 'Mails may leave.',
    `Relay ${standing.relay}${limits.length ? ` (${limits.join(', ')})` : ''}`,
    ...(troubles > 0 ? [`  ${troubles} troubles in a row, the last: ${lastTrouble}`] : []),
    ...(shutUntil ? [`  left alone until ${shutUntil.toISOString()}, then tried with one mail`] : []),
    `Due now ${standing.due}, under way ${standing.underWay}, due within a day ${standing.soon}, ${standing.pace} mails/s in the last minute`,
    throughInSeconds === null
      ? '  Nobody can say when they will be through.'
      : `  Through in ${describeSeconds(throughInSeconds)}.`,
    ...standing.reasons.map(({ reason, count }) => `  ${String(count).padStart(8)} wait: ${reason}`),
  ];
}

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
