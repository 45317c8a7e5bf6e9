import { readCountry } from '../fields/country.rules.js';
import { readId } from '../fields/id.rules.js';
import { readLocale } from '../fields/locale.rules.js';
import { Refusal, type Reading } from '../fields/refusal.js';
import { isAttributeName, isSlug, readJobRole } from '../fields/slug.rules.js';
import { readText, refuseControl } from '../fields/text.rules.js';
import { readTimeZone } from '../fields/time-zone.rules.js';

export const OPERATORS = ['is', 'is_not', 'in', 'not_in', 'exists', 'at_least', 'at_most'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A field that rules may ask about. */
export interface SegmentField {
  operators: readonly Operator[];
  /** The form of a value that the database holds. */
  read(text: string): Reading;
}

const BASIC: readonly Operator[] = ['is', 'is_not', 'in', 'not_in', 'exists'];
const ATTRIBUTE_PREFIX = 'rep.attr.';

const FIELDS: Record<string, SegmentField> = {
  'partner.id': { operators: BASIC, read: readId },
  'partner.channel_type': { operators: BASIC, read: readCode },
  'partner.tier': { operators: OPERATORS, read: readCode },
  'partner.country': { operators: BASIC, read: readCountry },
  'partner.within': { operators: ['is', 'is_not', 'in', 'not_in'], read: readId },
  'rep.id': { operators: BASIC, read: readId },
  'rep.job_role': { operators: BASIC, read: readJobRole },
  'rep.locale': { operators: BASIC, read: readLocale },
  'rep.time_zone': { operators: BASIC, read: readTimeZone },
  'rep.email_domain': { operators: BASIC, read: readDomain },
};
const ATTRIBUTE: SegmentField = { operators: BASIC, read: (text) => refuseControl(text) ?? readText(text) };

/** Every field name; attributes as `rep.attr.<name>`. */
export const FIELD_NAMES: readonly string[] = [...Object.keys(FIELDS), `${ATTRIBUTE_PREFIX}<name>`];

/** The field of that name, or undefined. */
export function segmentField(name: string): SegmentField | undefined {
  const attribute = attributeOf(name);
  if (attribute !== null) return isAttributeName(attribute) ? ATTRIBUTE : undefined;
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
}

/** `cluster` of `rep.attr.cluster`; null for the other fields. */
export function attributeOf(field: string): string | null {
  return field.startsWith(ATTRIBUTE_PREFIX) ? field.slice(ATTRIBUTE_PREFIX.length) : null;
}

function readCode(text: string): Reading {
  const code = text.toLowerCase();
  return isSlug(code) ? code : new Refusal(`${JSON.stringify(text)} is not a code`, 'write one from the list of codes');
}

function readDomain(text: string): Reading {
  const domain = text.replace(/^@/, '').toLowerCase();
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return domain;
  return new Refusal(
    `${JSON.stringify(text)} is not a mail domain`,
    'write one such as example.com, in its ASCII form',
  );
}
