import { dayOf, SignedLinks } from '@relais/platform';
import { SECRET } from './world.js';

/** The purpose of the link in a mail, part of its signature; a link with another opens nothing. */
const PURPOSE = 'answer';
const VALID_DAYS = 30;

/** Signed tokens as mails carry them. @param ids of deliveries. */
export function tokensFor(ids: number[]): string[] {
  const links = new SignedLinks(SECRET);
  const untilDay = dayOf(new Date()) + VALID_DAYS;
  return ids.map((id) => links.sign(PURPOSE, { id, untilDay }));
}
