import { parse } from 'yaml';
import { Invalid } from '@relais/platform';
import { checkSegmentRule, parseSegmentRule } from './segment.rules.js';
import { compileAnyOf, compileSegment } from './segment-sql.rules.js';

const known = { tiers: new Set(['platinum', 'gold']), channelTypes: new Set(['reseller']) };

describe('a segment rule', () => {
  it.each([
    ['everybody', '{}', {}],
    ['a country in small letters', '{ field: partner.country, is: fr }', { field: 'partner.country', is: 'FR' }],
    [
      'a field in capitals',
      '{ field: Rep.Job_Role, is: Sales Manager }',
      { field: 'rep.job_role', is: 'sales-manager' },
    ],
    [
      'a list with doubles',
      '{ field: partner.country, in: [FR, fr, BE] }',
      { field: 'partner.country', in: ['FR', 'BE'] },
    ],
    ['a number for an attribute', '{ field: rep.attr.year, is: 2024 }', { field: 'rep.attr.year', is: '2024' }],
    ['a tier that is known', '{ field: partner.tier, at_least: Gold }', { field: 'partner.tier', at_least: 'gold' }],
    [
      'the country Norway, which YAML 1.1 took for false',
      '{ field: partner.country, is: NO }',
      { field: 'partner.country', is: 'NO' },
    ],
    [
      'a domain with its @',
      "{ field: rep.email_domain, is: '@Example.com' }",
      { field: 'rep.email_domain', is: 'example.com' },
    ],
    [
      'nesting',
      '{ all: [ { any: [ { not: { field: rep.id, is: R1 } } ] } ] }',
      { all: [{ any: [{ not: { field: 'rep.id', is: 'R1' } }] }] },
    ],
    ['a missing value', '{ field: rep.job_role, exists: false }', { field: 'rep.job_role', exists: false }],
  ])('may be %s', (_case, yaml, expected) =>
    expect(checkSegmentRule(parse(yaml), known)).toEqual({ rule: expected, faults: [] }),
  );

  it.each([
    ['text', 'reseller', 'rule', 'is not a rule'],
    ['nothing', '~', 'rule', 'is not a rule'],
    ['an unknown key', '{ al: [] }', 'rule.al', 'is not part of a rule'],
    ['two groups side by side', '{ all: [], any: [] }', 'rule', 'has all and any side by side'],
    ['an empty list', '{ all: [] }', 'rule.all', 'is empty'],
    ['a group without list', '{ any: { field: rep.id, is: R1 } }', 'rule.any', 'is not a list'],
    ['everybody inside another rule', '{ all: [ {} ] }', 'rule.all[0]', 'is empty'],
    [
      'an unknown field',
      '{ all: [ { field: rep.id, is: R1 }, { field: partner.ter, is: gold } ] }',
      'rule.all[1].field',
      '"partner.ter" is not a field',
    ],
    ['a field that is no text', '{ field: 7, is: x }', 'rule.field', '7 is not a field'],
    ['a field of every object', '{ field: constructor, is: x }', 'rule.field', '"constructor" is not a field'],
    ['an attribute without name', '{ field: rep.attr., is: x }', 'rule.field', '"rep.attr." is not a field'],
    ['an attribute with a quote', '{ field: "rep.attr.a\'b", is: x }', 'rule.field', `"rep.attr.a'b" is not a field`],
    ['an unknown operator', '{ field: rep.id, equals: R1 }', 'rule.equals', 'is not an operator'],
    ['no operator', '{ not: { field: rep.id } }', 'rule.not', 'has no operator'],
    ['two operators', '{ field: rep.id, is: R1, is_not: R2 }', 'rule', 'has is and is_not'],
    [
      'an order for what has none',
      '{ field: partner.country, at_least: FR }',
      'rule.at_least',
      'is not for partner.country',
    ],
    [
      'exists for a place in the network',
      '{ field: partner.within, exists: true }',
      'rule.exists',
      'is not for partner.within',
    ],
    ['a list where one value belongs', '{ field: rep.id, is: [R1] }', 'rule.is', 'is not a text'],
    ['one value where a list belongs', '{ field: rep.id, in: R1 }', 'rule.in', 'is not a list of values'],
    ['an empty value', '{ field: rep.id, is: " " }', 'rule.is', 'is empty'],
    ['an id without quotes, its zeros lost', '{ field: rep.id, is: 0012 }', 'rule.is', 'is not a text'],
    ['null', '{ field: rep.attr.x, is: ~ }', 'rule.is', 'is not a text'],
    ['a word for true', '{ field: rep.job_role, exists: "yes" }', 'rule.exists', 'is not true or false'],
    ['a country that is none', '{ field: partner.country, in: [FR, UK] }', 'rule.in[1]', '"UK" is not a country'],
    ['a tier that is none', '{ field: partner.tier, is: bronze }', 'rule.is', 'there is no tier bronze'],
    [
      'a channel type that is none',
      '{ field: partner.channel_type, in: [reseller, agent] }',
      'rule.in[1]',
      'there is no channel type agent',
    ],
    ['a control character', '{ field: rep.attr.x, is: "a\\0b" }', 'rule.is', 'holds the control character U+0000'],
  ])('refuses %s', (_case, yaml, where, what) => {
    const { faults } = checkSegmentRule(parse(yaml), known);
    expect(faults).toMatchObject([{ where, what }]);
    expect(faults[0]?.fix).toBeTruthy();
  });

  it('names every fault at once, each with a way out', () => {
    const rule = parse(
      '{ all: [ { field: partner.contry, is: FR }, { field: partner.tier, at_lest: gold }, { field: rep.locale, is: french } ] }',
    );
    expect(() => parseSegmentRule(rule)).toThrow(Invalid);
    expect(checkSegmentRule(rule).faults).toEqual([
      { where: 'rule.all[0].field', what: '"partner.contry" is not a field', fix: 'did you mean partner.country?' },
      { where: 'rule.all[1].at_lest', what: 'is not an operator', fix: 'did you mean at_least?' },
      {
        where: 'rule.all[2].is',
        what: '"french" is not a language',
        fix: 'write a language such as fr, or language and region such as fr-CA',
      },
    ]);
  });

  it('has limits: 10 levels, 200 conditions, 1000 values', () => {
    let deep: unknown = { field: 'rep.id', is: 'R1' };
    for (let level = 1; level < 10; level++) deep = { not: deep };
    expect(checkSegmentRule(deep).faults).toEqual([]);
    expect(checkSegmentRule({ not: deep }).faults).toMatchObject([{ what: 'is nested more than 10 deep' }]);
    const conditions = (count: number) => ({
      any: Array.from({ length: count }, (_, i) => ({ field: 'rep.id', is: `R${i}` })),
    });
    expect(checkSegmentRule(conditions(200)).faults).toEqual([]);
    expect(checkSegmentRule(conditions(5000)).faults).toMatchObject([
      { where: 'rule.any[200]', what: 'is the condition after 200 others' },
    ]);
    const values = (count: number) => ({ field: 'rep.id', in: Array.from({ length: count }, (_, i) => `R${i}`) });
    expect(checkSegmentRule(values(1000)).faults).toEqual([]);
    expect(checkSegmentRule(values(1001)).faults).toMatchObject([{ where: 'rule.in', what: 'has 1001 values' }]);
  });

  it('survives a rule a million levels deep', () => {
    let deep: unknown = {};
    for (let level = 0; level < 1_000_000; level++) deep = { not: deep };
    expect(checkSegmentRule(deep).faults).toHaveLength(1);
  });
});

describe('a compiled rule', () => {
  const hostile = "'; DROP TABLE network.rep; --";

  it('holds no value in its text', () => {
    const { sql, parameters } = compileSegment(
      parseSegmentRule({
        any: [
          { field: 'rep.attr.x', is: hostile },
          { field: 'rep.attr.x', in: [hostile] },
        ],
      }),
    );
    expect(sql).not.toContain('DROP');
    expect(parameters).toEqual(['x', hostile, 'x', [hostile]]);
  });

  it('counts its parameters from where it is told', () => {
    const rules = [
      parseSegmentRule({ field: 'partner.country', is: 'FR' }),
      parseSegmentRule({ field: 'rep.id', is: 'R1' }),
    ];
    expect(compileAnyOf(rules, 3)).toEqual({
      sql: '((p.country) = $3::text) OR ((r.external_id) = $4::text)',
      parameters: ['FR', 'R1'],
    });
  });

  it('of everybody is true, of no rule false', () => {
    expect(compileSegment({})).toEqual({ sql: '(true)', parameters: [] });
    expect(compileAnyOf([])).toEqual({ sql: 'false', parameters: [] });
  });
});
