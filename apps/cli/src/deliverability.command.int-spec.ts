import { DeliverabilityQueries, PlanningService, SendingService } from '@relais/delivery';
import { Command } from 'commander';
import { aLine, aQuiz } from '../../../test/support/content.js';
import { SmtpSink } from '../../../test/support/smtp-sink.js';
import { people, World } from '../../../test/support/world.js';
import type { CommandLine } from './command.js';
import { registerDeliverabilityCommand } from './deliverability.command.js';

describe('relais deliverability', () => {
  let sink: SmtpSink;
  let world: World;

  beforeAll(async () => {
    sink = await SmtpSink.start({
      act: (stage, { text }) =>
        stage === 'rcpt' && text.includes('rep1@acme.example')
          ? { reply: '451 4.7.1 Too many mails from you, slow down' }
          : undefined,
    });
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(['Europe/Paris'], 'acme'),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=2` },
    });
    await world.importPeople(people(['Europe/Paris', 'Europe/Paris'], 'good').replaceAll('Acme', 'Good & Co'));
  });
  afterAll(async () => {
    await world.close();
    await sink.stop();
  });

  async function relais(...words: string[]) {
    const output: string[] = [];
    const line: CommandLine = {
      env: () => world.env,
      withApp: (work) => work({ get: () => world.get(DeliverabilityQueries) } as never),
      print: (text) => output.push(text),
      remark: () => undefined,
    };
    const program = new Command('relais').exitOverride().configureOutput({ writeErr: () => undefined });
    registerDeliverabilityCommand(program, line);
    const error = await program.parseAsync(['deliverability', ...words], { from: 'user' }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { text: output.join('\n'), error };
  }

  it('says so while nothing was sent', async () => {
    expect((await relais()).text).toBe('No mail was due and tried within the last 7 days.');
  });

  it('is a table with the trouble first, and what the gateway said below it', async () => {
    await world.get(PlanningService).plan();
    await world.get(SendingService).sendDue();
    const { text, error } = await relais('--days', '2');
    expect(error).toBeNull();
    expect(text.split('\n').map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'domain verdict sent accepted waiting expired refused bounced (hard/soft/policy/?) complaints ambiguous median companies',
      'acme.example defers us 1 0 1 0 0 0/0/0/0 0 0 – Acme',
      expect.stringMatching(/^good\.example ok 2 2 0 0 0 0\/0\/0\/0 0 0 \d+ (s|min|h) Good & Co$/),
      '',
      'acme.example defers us: 1 of 1 wait or were given up after temporary refusals.',
      '1 deferred: 451 4.7.1 Too many mails from you, slow down [policy]',
    ]);
  });

  it('is one JSON document when asked', async () => {
    const { text } = await relais('--json');
    expect(JSON.parse(text)).toMatchObject({
      days: 7,
      domains: [{ domain: 'acme.example', waiting: 1, verdict: 'defers us' }, { domain: 'good.example' }],
    });
  });

  it.each(['0', '367', '1.5', 'week'])('refuses %s days', async (days) => {
    expect((await relais('--days', days)).error).toMatchObject({ code: 'commander.invalidArgument' });
  });
});
