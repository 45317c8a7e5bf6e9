import { isLocalTime } from '@relais/platform';
import { isMap, isPair, isScalar, isSeq, Scalar, type Node, type Pair } from 'yaml';
import { addressProblem } from '../web-address.rules.js';
import type { Localised } from './content.js';
import type { FileFaults } from './file-faults.js';
import { isDate, isLocale, isVisible, LOCALE_FIX, textProblem } from './formats.rules.js';
import { nearest } from './nearest.rules.js';
import type { YamlMapping } from './yaml-mapping.js';

/** Reads the keys of one YAML mapping; every wrong one is noted with its line and gives undefined. */
export class Fields {
  private readonly pairs = new Map<string, Pair<Node, Node | null>>();

  constructor(
    private readonly yaml: YamlMapping,
    private readonly faults: FileFaults,
  ) {
    for (const pair of yaml.map.items) {
      if (!isPair(pair) || !isScalar(pair.key))
        faults.at(yaml.lineOf(yaml.map), 'a key is not a plain word', 'write `key: value`');
      else this.pairs.set(String(pair.key.value), pair as unknown as Pair<Node, Node | null>);
    }
  }

  /** Has a key, even one without a value. */
  has(key: string): boolean {
    return this.pairs.has(key);
  }

  /** Line of the key; of the mapping when it is missing. */
  line(key: string): number {
    return this.yaml.lineOf(this.pairs.get(key)?.key ?? this.yaml.map);
  }

  /** Line at which the text of a value starts: under the `|` of a text block. */
  textLine(key: string): number {
    const value = this.pairs.get(key)?.value;
    const block = isScalar(value) && (value.type === Scalar.BLOCK_LITERAL || value.type === Scalar.BLOCK_FOLDED);
    return this.yaml.lineOf(value ?? this.yaml.map) + (block ? 1 : 0);
  }

  report(key: string, what: string, fix: string): void {
    this.faults.at(this.line(key), what, fix, this.has(key) ? undefined : key);
  }

  /** Notes keys that are not known. */
  refuseUnknown(known: readonly string[]): void {
    for (const key of this.pairs.keys()) {
      if (known.includes(key)) continue;
      const meant = nearest(key, known);
      this.report(
        key,
        `\`${key.slice(0, 60)}\` is not a key of this file`,
        meant ? `did you mean \`${meant}\`?` : `the keys are ${known.join(', ')}`,
      );
    }
  }

  /** A text of one line, or of many when `lines` says so. Numbers and the like are taken as they are written. */
  text(key: string, { most, lines = 'one' }: { most: number; lines?: 'one' | 'many' }): string | undefined {
    const value = this.scalar(key, 'a text');
    if (value === undefined) return undefined;
    const text = (typeof value.value === 'string' ? value.value : (value.source ?? String(value.value)))
      .replace(/\r\n?/g, '\n')
      .trim();
    if (!isVisible(text)) return this.refuse(key, `\`${key}\` is empty`, 'write a text, or remove the key');
    const problem = textProblem(text);
    if (problem) return this.refuse(key, `\`${key}\` holds ${problem}`, 'remove it');
    if (lines === 'one' && text.includes('\n'))
      return this.refuse(key, `\`${key}\` has several lines`, 'write it on one line');
    if ([...text].length > most)
      return this.refuse(key, `\`${key}\` has ${[...text].length} characters, more than ${most}`, 'make it shorter');
    return text;
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const text = this.text(key, { most: 200 });
    if (text === undefined || (values as readonly string[]).includes(text)) return text as T | undefined;
    const meant = nearest(text, values);
    return this.refuse(
      key,
      `\`${key}: ${text.slice(0, 40)}\` is not known`,
      meant ? `did you mean \`${meant}\`?` : `write ${values.join(', ')}`,
    );
  }

  integer(key: string, least: number, most: number): number | undefined {
    const value = this.scalar(key, 'a number')?.value;
    if (
      value === undefined ||
      (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
    )
      return value as number | undefined;
    return this.refuse(
      key,
      `\`${key}\` is not a whole number from ${least} to ${most}`,
      `write a whole number from ${least} to ${most}`,
    );
  }

  flag(key: string): boolean | undefined {
    const value = this.scalar(key, 'true or false')?.value;
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse(key, `\`${key}\` is neither true nor false`, 'write true or false');
  }

  date(key: string): string | undefined {
    return this.matching(key, isDate, 'a date of the calendar', 'write year-month-day, such as 2026-12-01');
  }

  time(key: string): string | undefined {
    return this.matching(key, isLocalTime, 'a time of day', 'write hours and minutes, such as "09:00"');
  }

  matching(key: string, accepts: (text: string) => boolean, what: string, fix: string): string | undefined {
    const text = this.text(key, { most: 200 });
    if (text === undefined || accepts(text)) return text;
    return this.refuse(key, `\`${text.slice(0, 40)}\` is not ${what}`, fix);
  }

  url(key: string): string | undefined {
    const text = this.text(key, { most: 2000 });
    const problem = text === undefined ? null : addressProblem(text, ['http', 'https']);
    return problem ? this.refuse(key, `\`${key}\` ${problem.what}`, problem.fix) : text;
  }

  /** Texts by locale: { en: …, fr: … }. */
  localised(key: string, most: number): Localised | undefined {
    const inside = this.mapping(key, 'write a text for each language: { en: …, fr: … }');
    if (!inside) return undefined;
    const texts: Localised = {};
    for (const locale of inside.pairs.keys()) {
      if (!isLocale(locale)) inside.report(locale, `\`${locale.slice(0, 40)}\` is not a language`, LOCALE_FIX);
      else {
        const text = inside.text(locale, { most });
        if (text !== undefined) texts[locale] = text;
      }
    }
    return texts;
  }

  mapping(key: string, fix: string): Fields | undefined {
    const value = this.pairs.get(key)?.value;
    if (!this.has(key)) return undefined;
    if (!isMap(value)) return this.refuse(key, `\`${key}\` is not a list of \`key: value\` lines`, fix);
    return new Fields({ ...this.yaml, map: value }, this.faults);
  }

  /** A list of mappings. */
  mappings(key: string, fix: string): Fields[] | undefined {
    return this.sequence(key, fix)?.flatMap((item) => {
      if (isMap(item)) return [new Fields({ ...this.yaml, map: item }, this.faults)];
      this.faults.at(this.yaml.lineOf(item), `an entry of \`${key}\` is not a list of \`key: value\` lines`, fix);
      return [];
    });
  }

  /** A list of words. */
  words(key: string, fix: string): { word: string; line: number }[] | undefined {
    return this.sequence(key, fix)?.flatMap((item) => {
      const line = this.yaml.lineOf(item);
      if (isScalar(item) && typeof item.value === 'string') return [{ word: item.value.trim(), line }];
      this.faults.at(line, `an entry of \`${key}\` is not a word`, fix);
      return [];
    });
  }

  private sequence(key: string, fix: string): Node[] | undefined {
    if (!this.has(key)) return undefined;
    const value = this.pairs.get(key)?.value;
    if (!isSeq(value)) return this.refuse(key, `\`${key}\` is not a list`, fix);
    return value.items as Node[];
  }

  private scalar(key: string, kind: string): Scalar | undefined {
    if (!this.has(key)) return undefined;
    const value = this.pairs.get(key)?.value;
    if (!isScalar(value)) {
      const braces = isMap(value) && value.flow === true;
      return this.refuse(
        key,
        `\`${key}\` is not ${kind}`,
        braces ? 'put a text that starts with { in quotes' : `write ${kind} after the colon`,
      );
    }
    if (value.value === null && value.source !== 'null')
      return this.refuse(key, `\`${key}\` has no value`, `write ${kind} after the colon, or remove the key`);
    return value.value === null ? this.refuse(key, `\`${key}\` is null`, `write ${kind}, or remove the key`) : value;
  }

  private refuse(key: string, what: string, fix: string): undefined {
    this.report(key, what, fix);
    return undefined;
  }
}
