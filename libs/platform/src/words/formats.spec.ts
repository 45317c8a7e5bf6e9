import { formatDate, formatNumber } from './formats.js';

const AT = new Date('2026-11-22T13:05:00Z');
/** Engines differ in the kind of space before AM and after digits; readers do not see it. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  it.each([
    ['en', 'Europe/Paris', 'moment', 'November 22, 2026 at 2:05 PM'],
    ['fr', 'Europe/Paris', 'moment', '22 novembre 2026 à 14:05'],
    ['fr-CA', 'America/Toronto', 'time', '8 h 05'],
    ['en-GB', 'Asia/Kolkata', 'stamp', '22 Nov, 18:35'],
    ['en-GB', 'Pacific/Auckland', 'day', '23 November 2026'],
    ['fr', 'Europe/Paris', 'weekday', 'dimanche 22 novembre'],
  ] as const)('in %s at %s as %s', (locale, zone, style, text) => {
    expect(plain(formatDate(AT, locale, zone, style))).toBe(text);
  });

  it('follow our own zone data: British Columbia keeps summer time from 2026 on, whatever the engine knows', () => {
    expect(formatDate(new Date('2026-12-15T20:00:00Z'), 'en-GB', 'America/Vancouver', 'time')).toBe('13:00');
  });

  it.each([
    ['moment', /UTC$/],
    ['day', /2026$/],
  ] as const)('name UTC only where an hour is told: %s', (style, end) => {
    expect(formatDate(AT, 'en', 'UTC', style)).toMatch(end);
  });

  it('fall back to UTC, and say so, for a zone nobody knows', () => {
    expect(formatDate(AT, 'en-GB', 'Mars/Olympus', 'time')).toBe('13:05 UTC');
  });
});

describe('numbers', () => {
  it.each([
    [1234.56, 'en', 'plain', '1,234.6'],
    [1234.56, 'fr', 'plain', '1 234,6'],
    [0.6149, 'en', 'percent', '61%'],
    [0.6149, 'fr', 'percent', '61 %'],
  ] as const)('%d in %s as %s', (value, locale, style, text) => {
    expect(plain(formatNumber(value, locale, style))).toBe(text);
  });

  it('do not remember endless locales', () => {
    for (let i = 0; i < 1_000; i++) formatNumber(i, `en-x-${i.toString(36)}`);
    expect(formatNumber(1, 'en')).toBe('1');
  });
});
