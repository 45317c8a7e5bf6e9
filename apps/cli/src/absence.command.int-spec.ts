import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DomainError } from '@relais/platform';
import { Command } from 'commander';
import { aLine, anInfo } from '../../../test/support/content.js';
import { people, World } from '../../../test/support/world.js';
import { registerAbsenceCommands } from './absence.command.js';

describe('relais absence', () => {
  let world: World;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'relais-absence-'));
  beforeAll(async () => {
    world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('The first') },
      people: people(['Europe/Paris', 'Asia/Tokyo']),
    });
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs one command line; the services are the real ones. */
  async function relais(...words: string[]) {
    const output: string[] = [];
    const program = new Command('relais').exitOverride().configureOutput({ writeErr: () => undefined });
    registerAbsenceCommands(program, {
      env: () => world.env,
      withApp: (work) => work(world.module),
      print: (text) => output.push(text),
      remark: () => undefined,
    });
    const error = await program.parseAsync(['absence', ...words], { from: 'user' }).then(
      () => null,
      (thrown: unknown) => thrown as DomainError,
    );
    return { output: output.join('\n'), error };
  }
  const file = (text: string): string => {
    const name = path.join(folder, 'absences.csv');
    writeFileSync(name, text);
    return name;
  };
  const listed = async () =>
    (JSON.parse((await relais('list', '--json')).output) as { who: string; from: string; until: string | null }[]).map(
      ({ who, from, until }) => `${who} ${from} ${until ?? 'open'}`,
    );

  it('adds, lists, replaces and removes the absence of a rep and the closure of a company', async () => {
    const added = await relais(
      'add',
      '--rep',
      'P-1-R1',
      '--from',
      '2099-07-01',
      '--until',
      '2099-07-20',
      '--note',
      'beach',
    );
    expect(added.output).toBe('Written down: nothing is sent to rep P-1-R1 from 2099-07-01 to 2099-07-20.');
    await relais('add', '--rep', 'P-1-R1', '--from', '2099-07-01', '--until', '2099-07-31');
    const closed = await relais('add', '--partner', 'P-1', '--from', '2099-12-24');
    expect(closed.output).toContain('everybody of partner P-1 from 2099-12-24 until further notice');
    expect(await listed()).toEqual(['P-1-R1 2099-07-01 2099-07-31', 'P-1 2099-12-24 open']);
    expect((await relais('list', '--partner', 'P-1')).output).toContain('Acme');
    await relais('remove', '--rep', 'P-1-R1', '--from', '2099-07-01');
    await relais('remove', '--partner', 'P-1', '--from', '2099-12-24');
    expect((await relais('list')).output).toBe('Nobody is away.');
    expect((await relais('remove', '--partner', 'P-1', '--from', '2099-12-24')).error).toMatchObject({
      code: 'absence.unknown',
    });
  });

  it.each([
    ['nobody', ['--from', '2099-07-01'], 'absence.who'],
    ['both', ['--rep', 'P-1-R1', '--partner', 'P-1', '--from', '2099-07-01'], 'absence.who'],
    ['a rep there is not', ['--rep', 'R-9', '--from', '2099-07-01'], 'absence.invalid'],
    ['a date there is not', ['--rep', 'P-1-R1', '--from', '2099-02-30'], 'absence.invalid'],
    [
      'an end before the beginning',
      ['--rep', 'P-1-R1', '--from', '2099-07-02', '--until', '2099-07-01'],
      'absence.invalid',
    ],
  ])('refuses %s', async (_, words, code) => {
    expect((await relais('add', ...words)).error).toMatchObject({ code });
    expect(await listed()).toEqual([]);
  });

  it('imports a file whole or not at all, and says where it is wrong', async () => {
    const bad =
      'rep_id,partner_id,from,until,note\nP-1-R1,,2099-07-01,2099-07-02,\nR-9,,2099-07-01,,\n,P-1,tomorrow,,\n,,2099-07-01,,\n';
    const refused = await relais('import', file(bad));
    expect(refused.error).toMatchObject({ code: 'absence.file', details: [{ where: 'line 5' }] });
    const unknown = await relais('import', file(bad.replace('\n,,2099-07-01,,', '')));
    expect(unknown.error).toMatchObject({
      code: 'absence.invalid',
      details: expect.arrayContaining([
        expect.objectContaining({ where: 'line 3, rep' }),
        expect.objectContaining({ where: 'line 4, from' }),
      ]) as unknown,
    });
    expect(await listed()).toEqual([]);
    const good =
      '\ufeffrep_id;partner_id;from;until;note\r\nP-1-R2;;2099-07-01;2099-07-02;"sun; sea"\r\n;P-1;2099-12-24;;\r\n';
    expect((await relais('import', file(good))).output).toBe('Written down: 2 absences.');
    expect(await listed()).toEqual(['P-1-R2 2099-07-01 2099-07-02', 'P-1 2099-12-24 open']);
    expect((await relais('import', path.join(folder, 'none.csv'))).error).toMatchObject({ code: 'absence.no-file' });
  });
});
