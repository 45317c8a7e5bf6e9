import { Refusal, type Reading } from './refusal.js';

const SLUG = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
const ATTRIBUTE = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const ROLE = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}&/'._+ -]*[\p{L}\p{M}\p{N}+.])?$/u;

/** Code of a tier, channel type or segment: lower-case words joined by `-` or `_`, at most 60 characters. */
export function isSlug(text: string): boolean {
  return text.length <= 60 && SLUG.test(text);
}

/** Name of an attribute, without `attr.`: lower-case letters, digits, `-` and `_`, at most 63 characters. */
export function isAttributeName(text: string): boolean {
  return ATTRIBUTE.test(text);
}

/**
 * What a person does at the partner, in the form rules compare: lower case, words joined by one `-`. `Sales Manager` is
 * `sales-manager`. At most 60 characters.
 */
export function readJobRole(text: string): Reading {
  const role = text.normalize('NFC').toLowerCase();
  if (role.length > 60) return new Refusal(`has ${role.length} characters`, 'shorten it to 60');
  if (ROLE.test(role)) return role.replace(/ +/g, '-');
  return new Refusal(`${JSON.stringify(text)} is not a role`, 'write one or a few plain words, such as presales');
}
