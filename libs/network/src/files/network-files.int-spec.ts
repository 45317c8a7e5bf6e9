import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';
import { peopleCsv, person } from '../../../../test/fixtures/people/people-csv.js';
import { checkNetworkFiles, readKnownSegments } from './network-files.js';

let network: NetworkDatabase;
let folder: string;
beforeAll(async () => {
  network = await openNetworkDatabase();
});
afterAll(() => network.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'relais-content-'));
  mkdirSync(path.join(folder, 'segments'));
  await network.source.query('TRUNCATE network.tier, network.channel_type, network.segment CASCADE');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
};
const faults = async () =>
  (await checkNetworkFiles(folder)).map(({ where, what, fix }) => `${path.relative(folder, where)} ${what} (${fix})`);
const tiers = () => network.db.query('SELECT code, position FROM network.tier ORDER BY position');

const TIERS = '- code: gold\n  name: { en: Gold, fr: Or }\n- code: silver\n  name: { en: Silver, fr: Argent }\n';
const CHANNELS = '- code: reseller\n  name: { en: Reseller, fr: Revendeur }\n';
const SEGMENT =
  'name: { en: Gold in France }\nrule:\n  all:\n    - { field: partner.tier, is: gold }\n    - field: partner.country\n      is: FR\n';
const SOUND = { 'tiers.yaml': TIERS, 'channel-types.yaml': CHANNELS, 'segments/gold-france.yaml': SEGMENT };

describe('the files of the network', () => {
  it('are loaded, and a second time change nothing', async () => {
    write(SOUND);
    expect(await faults()).toEqual([]);
    expect(await readKnownSegments(folder)).toEqual(new Set(['gold-france']));
    const once = { created: 2, updated: 0, unchanged: 0 };
    expect(await network.files.sync(folder)).toEqual({
      tiers: once,
      channelTypes: { ...once, created: 1 },
      segments: { ...once, created: 1 },
    });
    const before = await network.db.query('SELECT * FROM network.segment');
    expect(await network.files.sync(folder)).toEqual({
      tiers: { created: 0, updated: 0, unchanged: 2 },
      channelTypes: { created: 0, updated: 0, unchanged: 1 },
      segments: { created: 0, updated: 0, unchanged: 1 },
    });
    expect(await network.db.query('SELECT * FROM network.segment')).toEqual(before);
    expect(before).toMatchObject([
      {
        slug: 'gold-france',
        name: { en: 'Gold in France' },
        rule: {
          all: [
            { field: 'partner.tier', is: 'gold' },
            { field: 'partner.country', is: 'FR' },
          ],
        },
      },
    ]);
  });

  it('may be changed: the order of the list is the order of the tiers', async () => {
    write(SOUND);
    await network.files.sync(folder);
    write({ 'tiers.yaml': `- code: platinum\n  name: { en: Platinum }\n${TIERS}` });
    expect((await network.files.sync(folder)).tiers).toEqual({ created: 1, updated: 2, unchanged: 0 });
    expect(await tiers()).toEqual([
      { code: 'platinum', position: 1 },
      { code: 'gold', position: 2 },
      { code: 'silver', position: 3 },
    ]);
  });

  it('keep what they no longer name, behind the rest: a partner may carry it', async () => {
    write(SOUND);
    await network.files.sync(folder);
    expect(await network.people.import([peopleCsv([person(1, { tier: 'gold' })])] as never)).toMatchObject({
      applied: true,
    });
    write({
      'tiers.yaml': '- code: silver\n  name: { en: Silver, fr: Argent }\n- code: bronze\n  name: { en: Bronze }\n',
      'segments/gold-france.yaml': 'name: { en: All }\nrule: {}\n',
    });
    expect((await network.files.sync(folder)).tiers).toEqual({ created: 1, updated: 1, unchanged: 0 });
    expect(await tiers()).toEqual([
      { code: 'silver', position: 1 },
      { code: 'bronze', position: 2 },
      { code: 'gold', position: 3 },
    ]);
    const again = await network.files.sync(folder);
    expect(again.tiers).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await tiers()).toEqual([
      { code: 'silver', position: 1 },
      { code: 'bronze', position: 2 },
      { code: 'gold', position: 3 },
    ]);
  });

  it('are optional, each', async () => {
    expect(await faults()).toEqual([]);
    const none = { created: 0, updated: 0, unchanged: 0 };
    expect(await network.files.sync(folder)).toEqual({ tiers: none, channelTypes: none, segments: none });
    rmSync(path.join(folder, 'segments'), { recursive: true });
    expect(await faults()).toEqual([]);
    expect(await readKnownSegments(folder)).toEqual(new Set());
  });

  it('of this repository are sound', async () => {
    expect(await checkNetworkFiles('content')).toEqual([]);
  });

  it('are missed when the folder is not there', async () => {
    expect(await checkNetworkFiles(path.join(folder, 'nowhere'))).toMatchObject([{ what: 'is not a folder' }]);
  });

  it.each([
    [
      'a mapping for a list',
      { 'tiers.yaml': 'gold: Gold\n' },
      ['tiers.yaml:1 is not a list (write entries such as - code: gold)'],
    ],
    [
      'YAML that is none',
      { 'tiers.yaml': '- code: gold\n  name: { en: Gold\n- code: silver\n' },
      [expect.stringMatching(/^tiers\.yaml:\d .*content\/README\.md/)],
    ],
    [
      'a code with capitals',
      { 'tiers.yaml': '- code: Gold\n  name: { en: Gold }\n' },
      ['tiers.yaml:1 "Gold" is not a code (lower-case words joined by -, such as value-added)'],
    ],
    [
      'no code',
      { 'tiers.yaml': '- name: { en: Gold }\n' },
      ['tiers.yaml:1 the code is not a code (lower-case words joined by -, such as value-added)'],
    ],
    [
      'a code twice',
      { 'tiers.yaml': `${TIERS}- code: gold\n  name: { en: Again }\n` },
      ['tiers.yaml:5 gold is there twice (keep one)'],
    ],
    [
      'no name',
      { 'tiers.yaml': '- code: gold\n' },
      ['tiers.yaml:1 has no name by language (write name: { en: Gold, fr: Or })'],
    ],
    [
      'a name without language',
      { 'channel-types.yaml': '- code: a\n  name: Agent\n' },
      ['channel-types.yaml:2 has no name by language (write name: { en: Gold, fr: Or })'],
    ],
    [
      'a language that is none',
      { 'tiers.yaml': '- code: gold\n  name:\n    en: Gold\n    french: Or\n' },
      ['tiers.yaml:4 french is not a language (write languages such as en, fr or fr-CA)'],
    ],
    [
      'a slip in a key',
      { 'tiers.yaml': '- code: gold\n  nmae: { en: Gold }\n  name: { en: Gold }\n' },
      ['tiers.yaml:2 nmae is not known here (did you mean name?)'],
    ],
    [
      'a segment without rule',
      { 'segments/a.yaml': 'name: { en: A }\n' },
      ['segments/a.yaml:1 has no rule (add rule: {} for everybody, or conditions)'],
    ],
    [
      'a segment that is empty',
      { 'segments/a.yaml': '' },
      ['segments/a.yaml:1 is not a segment (write name: and rule:)'],
    ],
    [
      'a segment with a name nobody can write',
      { 'segments/A b.yaml': 'name: { en: A }\nrule: {}\n' },
      ['segments/A b.yaml:1 A b is not a name for a segment (rename the file: lower-case words joined by -)'],
    ],
    [
      'rules at fault, with the line of each',
      {
        ...SOUND,
        'segments/gold-france.yaml': SEGMENT.replace('is: gold', 'is: bronze').replace(
          'field: partner.country',
          'field: partner.contry',
        ),
      },
      [
        'segments/gold-france.yaml:4 rule.all[0].is there is no tier bronze (use one of gold, silver)',
        'segments/gold-france.yaml:5 rule.all[1].field "partner.contry" is not a field (did you mean partner.country?)',
      ],
    ],
    [
      'aliases without end',
      {
        'tiers.yaml': `- &a [x, x, x, x, x, x, x, x, x, x]\n- &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n- &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n- [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n`,
      },
      ['2', '3', '4']
        .flatMap((line) =>
          Array.from({ length: 10 }, () => expect.stringMatching(new RegExp(`^tiers\\.yaml:${line} .*alias`))),
        )
        .slice(0, 10),
    ],
  ])('are refused for %s, and nothing is loaded', async (_case, files, expected) => {
    write(files as Record<string, string>);
    expect(await faults()).toEqual(expected);
    await expect(network.files.sync(folder)).rejects.toMatchObject({ code: 'network.files' });
    expect(await tiers()).toEqual([]);
  });
});
