import type { YamlFile, YamlPath } from '@relais/platform';
import type { LocalName } from '../entities/local-name.js';
import { readLocale } from '../fields/locale.rules.js';
import { nearest } from '../fields/nearest.rules.js';
import { Refusal } from '../fields/refusal.js';
import { isSlug } from '../fields/slug.rules.js';
import { readLine, refuseControl } from '../fields/text.rules.js';
import type { SegmentDefinition } from '../segments/segments.service.js';
import { checkSegmentRule, type KnownCodes } from '../segments/segment.rules.js';
import type { NamedCode } from './named-codes.js';

const CODE_FIX = 'lower-case words joined by -, such as value-added';

/** Reads a list of codes with names. Faults are noted in the file. */
export function readNamedCodes(file: YamlFile): NamedCode[] {
  const { content } = file;
  if (content === null || content === undefined) return [];
  if (!Array.isArray(content)) {
    file.fault([], 'is not a list', 'write entries such as - code: gold');
    return [];
  }
  const seen = new Set<string>();
  return content.flatMap((entry: unknown, i) => {
    if (!isMapping(entry)) {
      file.fault([i], 'is not an entry', 'write code: and name: below the dash');
      return [];
    }
    checkKeys(file, [i], entry, ['code', 'name']);
    const { code } = entry;
    if (typeof code !== 'string' || !isSlug(code))
      file.fault([i, 'code'], `${JSON.stringify(code) ?? 'the code'} is not a code`, CODE_FIX);
    else if (seen.has(code)) file.fault([i, 'code'], `${code} is there twice`, 'keep one');
    else seen.add(code);
    return [{ code: String(code), name: readName(file, [i, 'name'], entry.name) }];
  });
}

/** Reads the definition of one segment; its slug is the name of the file. */
export function readSegment(file: YamlFile, slug: string, known: KnownCodes | undefined): SegmentDefinition {
  const empty: SegmentDefinition = { slug, name: {}, rule: {} };
  if (!isSlug(slug))
    file.fault([], `${slug} is not a name for a segment`, 'rename the file: lower-case words joined by -');
  if (!isMapping(file.content)) {
    file.fault([], 'is not a segment', 'write name: and rule:');
    return empty;
  }
  checkKeys(file, [], file.content, ['name', 'rule']);
  const name = readName(file, ['name'], file.content.name);
  if (!('rule' in file.content)) {
    file.fault([], 'has no rule', 'add rule: {} for everybody, or conditions');
    return { ...empty, name };
  }
  const { rule, faults } = checkSegmentRule(file.content.rule, known);
  for (const { where, what, fix } of faults) file.fault(pathOf(where), `${where} ${what}`, fix ?? '');
  return { slug, name, rule };
}

function readName(file: YamlFile, at: YamlPath, name: unknown): LocalName {
  if (!isMapping(name) || Object.keys(name).length === 0) {
    file.fault(at, 'has no name by language', 'write name: { en: Gold, fr: Or }');
    return {};
  }
  for (const [locale, text] of Object.entries(name)) {
    if (readLocale(locale) !== locale)
      file.fault([...at, locale], `${locale} is not a language`, 'write languages such as en, fr or fr-CA');
    const line = typeof text === 'string' && text.trim() !== '' ? (refuseControl(text) ?? readLine(text)) : null;
    if (line === null) file.fault([...at, locale], 'is not a text', 'write the name, in quotes if it holds a colon');
    else if (line instanceof Refusal) file.fault([...at, locale], line.reason, line.fix);
  }
  return name as LocalName;
}

function checkKeys(file: YamlFile, at: YamlPath, entry: Record<string, unknown>, known: string[]): void {
  for (const key of Object.keys(entry)) {
    if (known.includes(key)) continue;
    const close = nearest(key, known);
    file.fault(
      [...at, key],
      `${key} is not known here`,
      close ? `did you mean ${close}?` : `use ${known.join(' and ')}`,
    );
  }
}

/** `rule.all[1].field` as the keys that lead there. */
function pathOf(where: string): YamlPath {
  return where
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function isMapping(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
