import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { faultsByPart, finished, newCondition, newGroup, readRule, unfinished, without, writeRule, type Group, type Rule } from '../../apps/web/src/console/segments/rule.js'; // prettier-ignore

const FILES = readdirSync('content/segments');
const fr = { field: 'partner.country', is: 'FR' };
const gold = { field: 'partner.tier', at_least: 'gold' };
const nested = (depth: number): Rule => (depth ? { all: [fr, nested(depth - 1)] } : gold);

describe('rules in the builder', () => {
  it.each(FILES)('%s is shown, and written again as it was', (file) => {
    const { rule } = parse(readFileSync(path.join('content/segments', file), 'utf8')) as { rule: Rule };
    expect(writeRule(readRule(rule)!).rule).toEqual(rule);
  });

  it.each([
    ['everybody', {}, {}],
    ['one condition', fr, { all: [fr] }],
    ['one of two', { any: [fr, gold] }, { any: [fr, gold] }],
    ['neither of two', { not: { any: [fr, gold] } }, { not: { any: [fr, gold] } }],
    ['not both', { not: { all: [fr, gold] } }, { not: { all: [fr, gold] } }],
    ['none of one', { not: { any: [fr] } }, { not: fr }],
    ['not not', { not: { not: fr } }, { not: { not: fr } }],
    [
      'a list of values',
      { field: 'partner.country', not_in: ['FR', 'BE'] },
      { all: [{ field: 'partner.country', not_in: ['FR', 'BE'] }] },
    ],
    [
      'a missing value',
      { field: 'rep.attr.cluster', exists: false },
      { all: [{ field: 'rep.attr.cluster', exists: false }] },
    ],
  ])('reads %s', (_, rule, written) => {
    expect(writeRule(readRule(rule)!).rule).toEqual(written);
  });

  it.each([
    ['a list', []],
    ['two operators', { field: 'partner.country', is: 'FR', is_not: 'BE' }],
    ['an operator nobody knows', { field: 'partner.country', like: 'F' }],
    ['a list where one value stands', { field: 'partner.country', is: ['FR'] }],
    ['groups side by side', { all: [fr], any: [gold] }],
    ['groups deeper than anybody reads', nested(5)],
    ['more conditions than fit', { any: Array.from({ length: 61 }, () => fr) }],
  ])('leaves %s to the text', (_, rule) => {
    expect(readRule(rule)).toBeNull();
  });

  it('puts the server’s reasons at the innermost part they are about', () => {
    const tree = readRule({ all: [fr, { not: { any: [gold, fr] } }] })!;
    const inner = (tree.parts[1] as Group).parts;
    const { places } = writeRule(tree);
    const faults = faultsByPart(
      [
        { where: 'rule.all[1].not.any[0].at_least', what: 'there is no tier gold', fix: 'use one of silver' },
        { where: 'rule.all[0].is', what: 'is not a country' },
        { where: 'slug', what: 'is taken' },
      ],
      places,
      ({ what, fix }) => (fix ? `${what}: ${fix}` : what),
    );
    expect([...faults]).toEqual([
      [inner[0]!.id, 'there is no tier gold: use one of silver'],
      [tree.parts[0]!.id, 'is not a country'],
    ]);
  });

  it('knows what is unfinished, and reads out the rest', () => {
    const tree = newGroup('all', [
      newCondition(),
      newGroup('any', [newCondition('rep.locale')]),
      ...readRule(fr)!.parts,
    ]);
    expect(unfinished(tree)).toHaveLength(2);
    expect(writeRule(finished(tree)).rule).toEqual({ all: [fr] });
    expect(unfinished(newGroup())).toEqual([]);
  });

  it.each([
    ['from one rule to another', fr, gold, { all: [fr, { not: gold }] }],
    ['from everybody', {}, gold, { not: gold }],
    ['to everybody', fr, {}, null],
  ])('says who leaves, %s', (_, before, after, leaving) => {
    expect(without(before, after)).toEqual(leaving);
  });
});
