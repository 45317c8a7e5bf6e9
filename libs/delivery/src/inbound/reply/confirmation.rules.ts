import { SIGNS } from './choice-lexicon.rules.js';
import { plainTypography, wordsOf } from './words.rules.js';

const YES = set(`
  ok okay oki k lu lue lus vu vue vus fait faite done read seen watched viewed finished completed received understood noted recu recue compris comprise note
  termine terminee oui yes yep yeah ouais regarde regardee visionne visionnee entendu acknowledged check checked ack roger got fini finie
`);
const FILLER = set(`
  bien bel et and c' est j' ai je l' la le les a tout tous toute deja all it i i' ve have has got that this the video brique mini info information message mail already
  just well with pris prise très tres parfait super top nickel genial excellent great perfect cool nice good bon bonne interessant interessante merci thanks thank you thx much very
  beaucoup bonjour bonsoir salut hello hi hey svp please pls d' accord was is been now sure so pour avoir
`);
const CLOSING = set(
  'merci thanks thank cordialement regards cdt cdlt bonne belle cheers best bye salutations sincerely',
);
const YES_SIGNS = /[\u{1f44d}\u{1f44c}\u{1f197}✅✔☑]/u;
const MOST_LINES = 40;

/** Whether a reply says that something was read or seen, and nothing that takes it back. */
export function isConfirmation(text: string): boolean {
  const lines = plainTypography(text.slice(0, 4_000))
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES);
  const [first, ...rest] = isGreeting(lines[0] ?? '') ? lines.slice(1) : lines;
  return first !== undefined && confirms(first) && !rest.some(takesBack);
}

function confirms(line: string): boolean {
  if (/:['-]?\(/u.test(line) || SIGNS.some(({ sign }) => sign.test(line))) return false;
  const words = wordsOf(line).list.map((word) => word.plain);
  // "Bien à vous" closes, "bien lu" does not.
  const closes = (word: string, i: number): boolean => CLOSING.has(word) || (word === 'bien' && words[i + 1] === 'a');
  const close = words.findIndex((word, i) => i > 0 && closes(word, i));
  const told = close < 0 ? words : [...words.slice(0, close), ...words.slice(close).filter((word) => DENIAL.has(word))];
  const said = told.some((word) => YES.has(word)) || YES_SIGNS.test(line);
  // "je regarde" is not done yet.
  if (told.includes('je') && !told.includes('ai')) return false;
  return said && told.every((word) => YES.has(word) || FILLER.has(word));
}

const DENIAL = set(
  "pas non not no never jamais ne n' encore yet later demain tomorrow plus but mais sans without don' didn' haven' can' couldn' bientot soon",
);

function isGreeting(line: string): boolean {
  const words = wordsOf(line).list.map((word) => word.plain);
  return (
    /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|cher|chere)$/.test(words[0] ?? '') &&
    words.length <= 5 &&
    !words.some((word) => YES.has(word))
  );
}

/** Below the word of confirmation stand names and disclaimers; a short denial counts. */
function takesBack(line: string): boolean {
  const words = wordsOf(line).list.map((word) => word.plain);
  return words.length <= 8 && words.some((word) => /^(?:pas|non|not|no|n'|ne|didn'|haven'|mais|but)$/.test(word));
}

function set(words: string): Set<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}
