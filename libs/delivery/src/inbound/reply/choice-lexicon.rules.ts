import { wordsOf } from './words.rules.js';

/**
 * What a word or phrase does in an answer.
 * - `filler`: says nothing about the choice. - `label`: announces it ("réponse", "option", "n°"). - `ordinal`, `count`: "second", "deux".
 * - `last`, `all`, `both`: the last option, all, both. - `and`, `either`: between two choices. - `not`: denies. - `doubt`: leaves it open.
 * - `because`: an explanation follows. - `closing`: a name may follow. - `greeting`: a name may follow, and the answer.
 */
export type PhraseKind =
  | 'filler'
  | 'label'
  | 'ordinal'
  | 'count'
  | 'last'
  | 'all'
  | 'both'
  | 'and'
  | 'either'
  | 'not'
  | 'doubt'
  | 'because'
  | 'closing'
  | 'greeting';

export interface Phrase {
  words: string[];
  kind: PhraseKind;
  /** The number an ordinal or count means. */
  value: number;
}

const PHRASES: Record<Exclude<PhraseKind, 'ordinal' | 'count'>, string> = {
  filler: `
    je; aussi; also; je suppose; je suppose que; je pense; je pense que; je pense que c'est; je crois; je crois que; je dirais; je dirai; je dirais que; je dis; je vais dire; je répond; je réponds
    je choisis; je choisi; je choisirais; je prends; je prendrais; je prend; je vote; je vote pour; je vais pour; je mets; je met; je mise sur; je reste sur; je coche
    j'opte pour; j'ai choisi; j'ai coché; j'ai répondu; je répondrais; je penche pour; je pencherais pour; je penche plutôt pour; pour moi; selon moi; d'après moi; à mon avis; a mon avis
    à mon sens; a mon sens; a priori; à priori; il me semble; il me semble que; il s'agit de; il s'agit; mon choix; ma réponse; ma rép; mon vote; voici; voici ma réponse; voici mon choix; voilà
    c'est; c est la; c'est la; c'est le; ce sera; ce serait; ça sera; ça serait; ça doit être; ce doit être; cela serait; est; sera; serait; sont; reponse est; qui est
    la; le; les; l'; celle; celui; lettre; bonne; juste; exacte; correcte; vraie; bonne réponse; la bonne réponse; la bonne; le bon; bonnes; correctes; justes
    donc; alors; euh; hum; hmm; bon; ben; bah; plutôt; plutot; finalement; en fait; sans hésiter; sans hésitation; sans doute; sans aucun doute; probablement; sûrement; certainement; évidemment
    bien sûr; oui; ok; okay; ouais; d'accord; svp; stp; s'il vous plaît; s'il te plaît; très; bien; pour; que; seule; uniquement; seulement; c'est mon dernier mot; mon dernier mot; d accord; sûr; sûre; j'en suis sûr; j'en suis sûre; je suis sûr; je suis sûre; je suis sûr que; je suis sûre que; i'm sure; i am sure; certain; certaine
    i think; i think it's; i think it is; i think that; i believe; i believe it is; i believe it's; i guess; i say; i would say; i'd say; i'd go with; i'd go for; i would go with; i would go for
    i go with; i go for; i'll go with; i'll go for; i will go with; i'll say; going with; go with; i choose; i chose; i'd choose; i would choose; i pick; i picked; i'd pick; i select; i selected
    i'll take; i take; i vote; i vote for; i opt for; i answer; my answer; my choice; my vote; my pick; my answer is; my choice is; here is my answer; here's my answer; it is; it's; that's; that is
    this is; is; are; would be; should be; must be; it must be; it would be; that would be; this would be; i suppose; i suppose it's; the; correct; right; correct one; right one; true; in my opinion; imo; for me; to me; definitely; clearly
    obviously; of course; surely; certainly; probably; so; well; yes; yep; yeah; sure; please; pls; actually; only; just; um; uh; final; letter; final answer; my final answer
  `,
  label: `
    réponse; reponse; réponses; rep; rép; réponse est; option; options; choix; proposition; propositions; numéro; numero; num; n °; nr; nro; question réponse; case; item; point
    answer; answers; ans; choice; choices; number; numbers; #; pick; antwort; antworten; respuesta; opción; risposta; opzione; resposta; opção; antwoord; optie; svar
  `,
  last: 'dernière; dernier; la dernière; le dernier; last; the last; the last one; last one; la toute dernière; the very last one',
  all: 'toutes; tous; toutes les réponses; toutes les options; tous les choix; toutes les propositions; all; all of them; all of the above; all the above; all options; all answers; toutes sont justes',
  both: 'les deux; les 2; both; both of them; both answers; the two',
  and: 'et; and; puis; ainsi que; plus; as well as; et aussi; et la; et le; &; +; und',
  either: `ou; or; either; soit; ou bien; ou alors; ou encore; voire; entre; between; versus; vs; oder; sinon; otherwise; autrement`,
  not: `
    pas; non; ne; n'; ni; aucun; aucune; jamais; sauf; hormis; excepté; faux; fausse; mauvaise; mauvais; incorrecte; not; no; nope; nor; neither; never; none; except; wrong; incorrect; false
    don't; doesn't; isn't; aren't; can't; cannot; won't; without; rien; nothing; nicht; kein; keine
  `,
  doubt: `
    peut être; peut-être; p'être; j'hésite; hésite; hésitation; hésitant; je sais; sais; aucune idée; sais plus; au hasard; maybe; perhaps; may be; might be; could be; possibly; unsure; no idea; idk
    don't know; do not know; not sure; pas sûr; pas sûre; pas certain; hesitate; hesitating; guessing; guess; mais; but; however; pourtant; quoique; sorry; pardon; oups; oops; erreur; correction; wait
    doute; doutes; doubt; doubts; au pif; au feeling; à confirmer; à vérifier; to be confirmed; tbc; although; though; bien que; même si; je change; je corrige
    attends; attendez; instead; rather than; plutôt que; au lieu de; pourquoi; why; comment; how; quelle; quel; which; what; si; if
  `,
  because:
    "parce que; parce qu'; parceque; car; puisque; puisqu'; vu que; étant donné; étant donné que; because; cause; a cause du; a cause des; a cause d'; since; pour la raison; du fait que; because of; à cause de",
  closing: `
    merci; merci beaucoup; merci d'avance; merci à vous; cordialement; bien cordialement; très cordialement; cdt; cdlt; bàv; bien à vous; bien à toi; sincèrement; salutations; amicalement; amitiés
    bonne journée; bonne soirée; bonne fin de journée; bon week end; bon weekend; belle journée; bonne réception; bonne continuation; à bientôt; à très bientôt; à très vite; à demain; à la prochaine; à plus tard; bises; bisous
    thanks; thank you; thank you very much; many thanks; thanks a lot; thx; ty; regards; best regards; kind regards; warm regards; best; cheers; sincerely; yours; bye; have a nice day; have a good day
    à tous; à toutes; à toutes et à tous; c'est tout; that's all; that is all; to all
    best wishes; see you; danke; gracias; grazie; obrigado; obrigada; mfg
  `,
  greeting: `
    bonjour; bonsoir; salut; coucou; hello; hi; hey; hi there; hi all; hello there; hello all; dear; dear all; good morning; good afternoon; good evening; cher; chère; madame; monsieur; bjr; slt; rebonjour
    bonjour à tous; bonjour à toutes et à tous; bonjour l'équipe; hi team; hello team; bonjour madame; bonjour monsieur; bonjour madame monsieur
  `,
};

/** Signs that say what words say otherwise. */
export const SIGNS: readonly { kind: 'doubt' | 'not'; sign: RegExp }[] = [
  { kind: 'doubt', sign: /[?¿؟❓❔🤔🤷😕]/u },
  { kind: 'not', sign: /[❌❎✗✘🚫⛔👎]/u },
];

const ORDINALS: readonly string[] = [
  'premier; première; first; the first one; first one; le premier; la première; the first',
  'deuxième; second; seconde; the second one; second one; the second; la deuxième; le deuxième; la seconde; le second',
  'troisième; third; the third one; third one; the third; la troisième; le troisième',
  'quatrième; fourth; the fourth one; fourth one; the fourth; la quatrième; le quatrième',
  'cinquième; fifth; the fifth one; fifth one; the fifth; la cinquième; le cinquième',
  'sixième; sixth; the sixth one; sixth one; the sixth; la sixième; le sixième',
  'septième; seventh; the seventh one; la septième; le septième',
  'huitième; eighth; the eighth one; la huitième; le huitième',
];

/** Numbers in words count as an option only after a label or article, or alone: "deux réponses" is no choice. */
const COUNTS: readonly string[] = [
  'un; une; one',
  'deux; two',
  'trois; three',
  'quatre; four',
  'cinq; five',
  'six',
  'sept; seven',
  'huit; eight',
];

const BY_FIRST_WORD = new Map<string, Phrase[]>();
for (const [kind, list] of Object.entries(PHRASES)) add(list, kind as PhraseKind, 0);
ORDINALS.forEach((list, i) => add(list, 'ordinal', i + 1));
COUNTS.forEach((list, i) => add(list, 'count', i + 1));
for (const phrases of BY_FIRST_WORD.values()) phrases.sort((a, b) => b.words.length - a.words.length);

function add(list: string, kind: PhraseKind, value: number): void {
  for (const text of list.split(/[;\n]/)) {
    // An apostrophe belongs to a word when another follows.
    const elided = text.trimEnd().endsWith("'");
    const words = wordsOf(elided ? `${text.trimEnd()}x` : text).list.map((word) => word.plain);
    if (elided) words.pop();
    const [first] = words;
    if (first === undefined) continue;
    const known = BY_FIRST_WORD.get(first) ?? [];
    if (!known.some((phrase) => phrase.words.join(' ') === words.join(' '))) known.push({ words, kind, value });
    BY_FIRST_WORD.set(first, known);
  }
}

/** The longest phrase that begins at word `at`, or null. */
export function phraseAt(words: readonly { plain: string }[], at: number): Phrase | null {
  const phrases = BY_FIRST_WORD.get(words[at]!.plain) ?? [];
  return phrases.find((phrase) => phrase.words.every((word, i) => words[at + i]?.plain === word)) ?? null;
}
