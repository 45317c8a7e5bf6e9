import { plainWords } from './words.rules.js';

/** What a whole reply says when it asks for no more mails; compared without case, accents and punctuation. */
const STOP_LINE = words(`
  stop; stop it; stop this; stop these; stop these mails; stop these emails; stop mails; stop emails; stop mail; stop email; stop please; please stop; stop now; stop sending
  unsubscribe; unsubscribe me; please unsubscribe; please unsubscribe me; unsubscribe please; unsubscribe me please; un subscribe; unsub; unsubscribed; opt out; optout; opt me out; remove me
  please remove me; remove me please; remove me from this list; remove me from the list; take me off; take me off this list; no more mails; no more emails; no more mail
  désinscription; désinscrire; désinscrivez moi; me désinscrire; je me désinscris; je veux me désinscrire; je souhaite me désinscrire; merci de me désinscrire; désinscris moi; désinscription svp
  désinscription s'il vous plaît; désabonnement; désabonner; me désabonner; désabonnez moi; désabonne moi; je me désabonne; je veux me désabonner; je souhaite me désabonner; merci de me désabonner
  arrêter; arrêtez; arrête; arrêtez s'il vous plaît; arrêtez svp; stop svp; stop s'il vous plaît; stop merci; stop thanks; stop thank you; stop aux mails; stop aux emails; stop les mails
  plus de mails; plus de mail; ne plus recevoir; ne plus recevoir ces mails; ne plus recevoir de mails; je ne veux plus recevoir ces mails; je ne souhaite plus recevoir ces mails
  je ne veux plus recevoir de mails; je ne souhaite plus recevoir de mails; retirez moi; retirez moi de la liste; retirez moi de cette liste; stop mailing; stop mailing me
  ne plus rien recevoir; ne m'envoyez plus rien; je ne veux plus rien recevoir; je ne souhaite plus rien recevoir; stop sending me anything
  i want to unsubscribe; i would like to unsubscribe; i wish to unsubscribe; stop emailing me; stop sending me mails; stop sending me emails; stop sending mails; stop sending emails
`);

/** Sentences of the same kind, put together: beginning, determiner, what is sent. */
const MAILS = ['mail', 'mails', 'email', 'emails', 'e-mail', 'e-mails', 'message', 'messages', 'courriel', 'courriels'];
const ENGLISH = [
  'stop',
  'stop sending',
  'stop sending me',
  'do not send me',
  "don't send me",
  'no more',
  'stop with',
  "i don't want",
  'i do not want',
];
const FRENCH = [
  'plus',
  'ne plus recevoir',
  'ne m’envoyez plus',
  'ne plus m’envoyer',
  'je ne veux plus',
  'je ne souhaite plus',
  'je ne désire plus',
  'stop à',
  'arrêtez',
  'arrêter',
];
const WHOSE = ['', ' the', ' this', ' your', ' la', ' cette', ' votre', ' vos'];
const LISTS = ['list', 'mailing list', 'liste', 'listes', 'liste de diffusion'];
const FRENCH_VERBS = ['', ' recevoir', ' de m’envoyer', ' d’envoyer', ' m’envoyer'];
const SENTENCES = new Set([
  ...combined(
    ['remove me', 'take me', 'get me'],
    [' from', ' off', ' off of'].flatMap((from) => WHOSE.map((whose) => from + whose)),
    LISTS,
  ),
  ...combined(
    ['retirez moi', 'retire moi', 'me retirer', 'enlevez moi', 'm’enlever', 'supprimez moi', 'me supprimer'],
    WHOSE.map((whose) => ` de${whose}`),
    LISTS,
  ),
  ...combined(ENGLISH, ['', ' these', ' your', ' any', ' any more', ' any of these', ' the'], MAILS),
  ...combined(
    FRENCH.flatMap((begin) => FRENCH_VERBS.map((verb) => begin + verb)),
    ['', ' ces', ' vos', ' de', ' d’', ' aucun', ' les', ' de vos', ' de ces', ' des'],
    MAILS,
  ),
]);

const STOP_EVERYTHING = words(`
  stop all; stop everything; stop all mails; stop all emails; unsubscribe all; unsubscribe from all; unsubscribe me from all; unsubscribe from everything; unsubscribe me from everything; opt out of everything
  stop tout; tout arrêter; arrêtez tout; arrête tout; tout stopper; stoppez tout; tout désinscrire; désinscription totale; me désinscrire de tout; désinscrivez moi de tout; désabonnez moi de tout; plus aucun mail
`);

const MOST_CHARACTERS = 300;
const COURTESY =
  /^(?:please|merci de|veuillez|bonjour|bonsoir|hello|hi|salut|dear all|madame|monsieur|good (?:morning|afternoon|evening))\s+|\s+(?:merci(?: (?:beaucoup|d' avance|d'avance|bien))?|cordialement|bien cordialement|cdt|cdlt|thanks?(?: you)?|regards|(?:best|kind) regards|svp|please)$/;

/**
 * What a whole reply asks to stop: the line of the mail (`line`), everything (`all`), or null when it asks for nothing of the kind.
 * Only whole replies count, a greeting, thanks and a name aside: "stop selling it" is an answer.
 */
export function optOutAsked(text: string): 'line' | 'all' | null {
  if (text.length > MOST_CHARACTERS || text.includes('?')) return null;
  for (let said = wordsOnly(withoutName(text)); ;) {
    if (STOP_EVERYTHING.has(said)) return 'all';
    if (STOP_LINE.has(said) || SENTENCES.has(said)) return 'line';
    const bare = said.replace(COURTESY, '');
    if (bare === said) return null;
    said = bare;
  }
}

const NAME = /^(?:\p{Lu}[\p{L}’'.-]*)(?:\s+\p{Lu}[\p{L}’'.-]*){0,3}$/u;
const NUMBER = /^[+(\d][\d\s().+-]{5,}$/;

/** Names and numbers below the first line, as signatures have them. */
function withoutName(text: string): string {
  const lines = text.trim().split(/\r\n|\r|\n/);
  while (lines.length > 1) {
    const last = lines[lines.length - 1]!.trim();
    if (last !== '' && (last.length > 60 || STOP_LINE.has(wordsOnly(last)) || !(NAME.test(last) || NUMBER.test(last))))
      break;
    lines.pop();
  }
  return lines.join('\n');
}

function combined(begins: readonly string[], middles: readonly string[], ends: readonly string[]): string[] {
  return begins.flatMap((begin) =>
    middles.flatMap((middle) => ends.map((end) => wordsOnly(`${begin}${middle} ${end}`))),
  );
}

function words(list: string): Set<string> {
  return new Set(
    list
      .split(/[;\n]/)
      .map(wordsOnly)
      .filter((word) => word !== ''),
  );
}

function wordsOnly(text: string): string {
  return plainWords(text).replace(/' /g, "'").replace(/\s+/g, ' ').trim();
}
