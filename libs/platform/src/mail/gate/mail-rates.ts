import { Invalid, type Fault } from '../../errors/errors.js';
import type { Rate, RelayRates } from './rate.rules.js';

const FIX = 'write it like relay=50, *=5, acme.example=0.5';
const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** From this rate on a twentieth of it may go at once, so that one question to the database serves several mails. */
const SMOOTH_BELOW = 20;

/**
 * Reads mails a second: `relay=50, *=5, acme.example=0.5`. `relay` is all mails together, `*` every domain that is not named.
 * @throws Invalid `mail.rates` with one fault per wrong part.
 */
export function parseMailRates(text: string): RelayRates {
  const faults: Fault[] = [];
  const domains: Record<string, Rate> = Object.create(null) as Record<string, Rate>;
  const rates: RelayRates = { domains };
  if (text === '') return rates;
  for (const part of text.split(',').map((p) => p.trim().toLowerCase())) {
    const [, name, value] = /^([^=\s]+)\s*=\s*(\d+(?:\.\d+)?)$/.exec(part) ?? [];
    const perSecond = Number(value);
    if (name === undefined || !(perSecond > 0 && perSecond <= 100_000))
      faults.push({ where: part || 'a comma', what: 'is not a name with a number of mails a second', fix: FIX });
    else if (name === 'relay') rates.relay = strictRate(perSecond);
    else if (name === '*') rates.anyDomain = strictRate(perSecond);
    else if (DOMAIN.test(name)) domains[name] = strictRate(perSecond);
    else faults.push({ where: name, what: 'is neither relay, * nor a mail domain', fix: FIX });
  }
  if (faults.length) throw new Invalid('mail.rates', 'The mail rates have faults:', faults);
  return rates;
}

/**
 * A bucket that never lets more than `perSecond` mails out in any one second (below one a second: never two within 1/perSecond
 * seconds): what may go at once is taken off the refill.
 */
export function strictRate(perSecond: number): Rate {
  if (perSecond < SMOOTH_BELOW) return { perSecond, burst: 1 };
  const burst = Math.floor(perSecond / SMOOTH_BELOW);
  return { perSecond: perSecond - burst, burst };
}
