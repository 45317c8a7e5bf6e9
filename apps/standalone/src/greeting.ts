import type { INestApplicationContext } from '@nestjs/common';
import { ChallengesQueries } from '@relais/challenges';
import { DeliveryQueries, PlanningService, SendingService } from '@relais/delivery';
import { AccountsQueries, DEMO_PASSWORD, FirstAdminService } from '@relais/network';
import { Clock, type Env } from '@relais/platform';

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Plans and sends what is due, then tells a person where to look. */
export async function greeting(app: INestApplicationContext, env: Env): Promise<string> {
  await app.get(PlanningService).plan(undefined, 'wait');
  await settled(app);
  const { states, lines } = await app.get(DeliveryQueries).overview();
  const url = env.publicUrl;
  const boards = await app.get(ChallengesQueries).running();
  const places = [
    ['Console', `${url}/app`],
    ['Inbox of a rep', `${url}/inbox`],
    ['Home', `${url}/`],
    ...(env.SMTP_URL ? [] : [['Mailbox', `${url}/mailbox`]]),
    ...boards.map((board) => ['Board', `${url}/boards/${board.slug}`]),
    ['API documentation', `${url}/api/docs`],
  ] as [string, string][];
  const sent = `${states.accepted ?? 0} bricks sent, ${states.planned ?? 0} planned, on ${lines.length} lines.`;
  return [
    '',
    sent,
    '',
    ...places.map(([name, at]) => `  ${name.padEnd(18)} ${at}`),
    ...(await waysIn(app, env)),
    '',
    'Ctrl-C stops it; `npm start` goes on where it stopped.',
  ].join('\n');
}

/** The accounts of the demo; or, where nobody could let anybody in, the link of the first admin. */
async function waysIn(app: INestApplicationContext, env: Env): Promise<string[]> {
  const demo = env.RELAIS_DEMO === '0' ? [] : await app.get(AccountsQueries).demo();
  if (demo.length)
    return [
      '',
      `Accounts of the demo, all with the password ${DEMO_PASSWORD}:`,
      '',
      ...demo.map(({ roles, email }) => `  ${roles.join(', ').padEnd(18)} ${email}`),
      `  ${'rep'.padEnd(18)} any address of a mail in the mailbox, by a sign-in link`,
    ];
  const link = await app.get(FirstAdminService).link();
  return link === null ? [] : ['', 'There is no programme admin yet. This link makes the first one, once:', '', `  ${link}`]; // prettier-ignore
}

/** Waits until the worker has sent what is due, 15 s at most: a large backlog goes on in the background. */
async function settled(app: INestApplicationContext): Promise<void> {
  const sending = app.get(SendingService);
  const clock = app.get(Clock);
  const until = clock.monotonic() + 15_000;
  while ((await sending.unsettled()) && clock.monotonic() < until)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
