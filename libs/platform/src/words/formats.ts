import { toLocal } from '../time/zones.rules.js';

/** How much of an instant is told. */
export type DateStyle = 'day' | 'weekday' | 'moment' | 'stamp' | 'time';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' },
  stamp: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
};

/** Formats are costly to make and safe to share; the bound keeps odd locales from growing the memory. */
const KEPT_FORMATS = 200;
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= KEPT_FORMATS) formats.clear();
    format = make();
    formats.set(key, format);
  }
  return format;
}

/**
 * An instant as the clocks of `zone` show it, in the manner of `locale` (a BCP 47 tag). The wall time comes from our own zone
 * data, which can be newer than the JavaScript engine's; Intl only puts it into words. An unknown zone is shown as UTC, and
 * whatever is shown in UTC says so when it names an hour.
 */
export function formatDate(instant: Date, locale: string, zone: string, style: DateStyle): string {
  const { offsetMinutes, named } = offsetAt(instant, zone);
  const format = kept(
    dateFormats,
    `${locale} ${style}`,
    () => new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: 'UTC' }),
  );
  const text = format.format(new Date(instant.getTime() + offsetMinutes * 60_000));
  return named || style === 'day' || style === 'weekday' ? text : `${text} UTC`;
}

export type NumberStyle = 'plain' | 'percent';

/** A number in the manner of `locale`; `percent` takes a share from 0 to 1 and gives whole percents. */
export function formatNumber(value: number, locale: string, style: NumberStyle = 'plain'): string {
  const options: Intl.NumberFormatOptions =
    style === 'percent' ? { style: 'percent', maximumFractionDigits: 0 } : { maximumFractionDigits: 1 };
  return kept(numberFormats, `${locale} ${style}`, () => new Intl.NumberFormat(locale, options)).format(value);
}

function offsetAt(instant: Date, zone: string): { offsetMinutes: number; named: boolean } {
  if (zone === 'UTC') return { offsetMinutes: 0, named: false };
  try {
    return { offsetMinutes: toLocal(instant.getTime(), zone).offsetMinutes, named: true };
  } catch {
    return { offsetMinutes: 0, named: false };
  }
}
