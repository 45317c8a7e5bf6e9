import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { textOfHtml } from './html-text.rules.js';
import { replyText } from './reply-text.rules.js';
import { REPLY_MARKER } from './separators.rules.js';

const text = (body: string) => replyText(body).text;

interface Case {
  id: string;
  kind: 'text' | 'html';
  body: string;
  expected: string;
  check: 'equals' | 'starts-with' | 'reply-matches-regex' | 'text-equals-ignoring-whitespace';
}

const CASES = readFileSync('test/fixtures/replies/cases.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe('published replies', () => {
  it.each(CASES.map((row) => [row.id, row] as const))('%s', (_id, { kind, body, expected, check }) => {
    const own = kind === 'html' ? replyText(textOfHtml(body), { marked: true }).text : text(body);
    if (check === 'equals') expect(own).toBe(expected);
    else if (check === 'starts-with') expect(own.slice(0, expected.length)).toBe(expected);
    else if (check === 'reply-matches-regex') expect(own).toMatch(new RegExp(expected));
    else expect(own.replace(/\s+/g, '')).toBe(expected.replace(/\s+/g, ''));
  });
});

describe('words that look like a mail program’s stay', () => {
  it.each([
    "Le client m'a écrit :\nBonjour, je veux B",
    'Le client a écrit :\n> je veux B',
    'The client wrote:\n> I need B',
    'Mon client Paul a écrit :\n> je veux B',
    'On Monday I wrote:\n- call\n- wait',
    'On 3 Apr 2024 at 10:00 the client wrote:\nplease call',
    'Le 12/03/2024 à 14:30, le client nous a écrit :\nil veut B',
    'Le 12/03/2024 à 14:30 il a écrit :\nil veut B',
    'Am 03.04.2012 um 10:00 schrieb ich dir folgende Punkte:\n- a',
    'On a écrit :',
    'il a écrit :\noui',
    '« On a écrit : oui »',
    'he wrote: B',
    'Blah\nOn blah',
    'On 12/05/2024 at 10:00:\n- call',
    'Au 31/12/2024 à 18:00 :\n- a\n- b',
    'Contact Ana <ana@example.com> avant le 12/03/2024 à 10:00 :\nelle attend',
    'RDV 12/03/2024 14:00 : appel de ana@example.com :\nok',
    'le 3 mai 2024 à 10:00 Paul Martin (paul@example.com) nous propose :\n- 1\n- 2',
    'Le client a écrit le 12/05/2026 à 10:00 :\nje veux B',
    'Le 12/05/2026 à 10:30, un client (durand@example.com) a écrit :\nje veux B\nJe réponds A.',
    'The customer <durand@example.com> wrote:\nI want B\n\nMy answer is A',
    'B\nLe client <durand@example.com> a écrit :\nje veux B',
    'Am 12.05.2026 um 10:00 schrieb der Kunde:\nB',
    'De : Paris\nÀ : Lyon\nDate : 12/05/2026\nObjet : transport',
    'Sent: 3 boxes\nFrom: Lyon\nTo: Paris\nSubject: none',
    'Objet : devis\nDate : 12/05/2026\nÀ : ana@example.com\nJe propose B',
    'Begin forwarded message',
    'De : Paris\nÀ : Lyon\nDate : 12/05',
    'From: Paris\nTo: London\nDate: 3 May 2024 10:00',
    'De : moi\nÀ : client@example.com\nObjet : Offre\n\nBonjour',
    'Compte rendu :\nDate : 12/05\nDe : Paul\nObjet : devis\nTexte',
    'From: me\nTo: you\nSubject: test',
    'Date: demain\nTime: 10h\nAddress: ici',
    'To: do list\nFrom: scratch',
    'From 10:00 to 12:00',
    'Envoyé le 12/05/2024',
    'De: 10 à 12\nÀ: midi',
    '-----\nPartie 1\n-----',
    '--- Option A ---\nprix',
    '----- Option A -----\nprix',
    'a\n---\nb',
    'a\n____________\nb',
    '----\nx\n====',
    '1. Accueil\n--\n2. Conclusion',
    'Original Message',
    'Forwarded message',
    '> 50 %',
    'Je dirais\n> 50 %',
    '>100',
    'Stocks :\n> 5 ici\n> 6 là\n> 7 ailleurs',
    'Oui\n--\nNon',
    'Ma citation :\n> tout va bien',
    '>_< dur',
    '>:( non',
    '>>> super <<<',
    'a >b\nc',
    '> cité\n\nmon avis',
    'un\n> cité\ndeux',
    'http://a.example/c?d\n(http://b.example)',
  ])('%j', (body) => {
    expect(text(body)).toBe(body);
  });

  it.each([
    'Sent from the warehouse on Monday',
    'Sent from my office in Lyon',
    'Sent from my phone yesterday to the client',
    'Sent by mail',
    'Sent by phone',
    'Envoyé par mail',
    'Envoyé via mail hier',
    'Envoyé de mon mobile hier au client',
    'Envoyé depuis mon mobile, je réponds B',
    'Download the mobile app',
    'Get mobile phones for the team',
    'Get Outlook for the team',
    'Téléchargez notre application mobile et essayez',
    'The notification was sent from my iPhone',
    'Gesendet von der Zentrale',
    'Get Google Workspace',
    'Get Samsung',
    'Télécharger Zoho',
    'Download Android',
  ])('as a last line: %j', (line) => {
    expect(text(`Réponse\n\n${line}`)).toBe(`Réponse\n\n${line}`);
  });
});

describe('the line of a phone or mail program goes', () => {
  it.each([
    'Sent from my iPhone',
    'Sent from my iPad.',
    'Sent from my Samsung Galaxy smartphone.',
    'Sent from my Verizon, Samsung Galaxy smartphone',
    'Sent from my Samsung Galaxy, an AT&T LTE smartphone',
    'Sent from my phone',
    'Sent from my mobile device',
    'Sent from my BlackBerry 10 smartphone.',
    'Sent from my Windows Phone',
    'Sent from my Pixel 8 Pro',
    'Sent from Yahoo Mail on Android',
    'Sent from Mail for Windows 10',
    'Sent from Mail<https://go.example.com/fwlink/?LinkId=550986> for Windows',
    'Sent from Outlook for iOS',
    'Sent from Outlook',
    'Sent from AOL Mobile Mail',
    'Sent with Proton Mail secure email.',
    'Sent via the Samsung Galaxy S21 Ultra 5G',
    'Get Outlook for iOS<https://aka.example/o0ukef>',
    'Get Outlook for Android',
    'Envoyé de mon iPhone',
    'Envoyé de mon iPhone',
    'Envoyé de mon Galaxy',
    'Envoyé depuis mon smartphone Samsung Galaxy.',
    'Envoyé depuis mon mobile',
    'Envoyé depuis mon mobile Orange',
    'Envoyé de mon appareil mobile',
    'Envoyé depuis mon téléphone',
    'Envoyé à partir d’Outlook pour iOS',
    "Envoyé à partir d'Outlook",
    'Envoyé depuis Yahoo Mail pour Android',
    'Envoyé avec la messagerie sécurisée Proton Mail.',
    "Envoyé depuis l'application Mail Orange",
    'Provenance : Courrier pour Windows 10',
    'Télécharger Outlook pour Android',
    'Téléchargez Outlook pour iOS',
    'Obtenir Outlook pour iOS',
    'Von meinem iPhone gesendet',
    'Gesendet von meinem Samsung Galaxy Smartphone.',
    'Outlook für iOS beziehen',
    'Enviado desde mi iPhone',
    'Enviado do meu iPhone',
    'Obtener Outlook para iOS',
    'Inviato da iPhone',
    'Inviato dal mio iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Sendt fra min iPhone',
    'Skickat från min iPhone',
    'Lähetetty iPhonesta',
    "Wysłane z iPhone'a",
    'Odesláno z iPhonu',
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的iPhone',
    '從我的 iPhone 傳送',
    '나의 iPhone에서 보냄',
    "iPhone'umdan gönderildi",
    'Trimis de pe iPhone',
    '*Envoyé de mon iPhone*',
    'Sent from my Android device with K-9 Mail. Please excuse my brevity.',
    'Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.',
    'Get Outlook for Mac',
    'Outlook voor iOS downloaden',
    'Pobierz aplikację Outlook dla systemu iOS',
    'Wysłano z urządzenia Galaxy',
    'Skickades från Outlook för iOS',
    'Отправлено с устройства Galaxy',
    'Trimis din Outlook pentru iOS',
    'Εστάλη από το iPhone μου',
    'Đã gửi từ iPhone của tôi',
    'Outlook for iOSを入手',
    '发自我的小米手机',
    '發自我的 iPhone',
    'iOS용 Outlook 다운로드',
    'נשלח מה-iPhone שלי',
    'تم الإرسال من iPhone الخاص بي',
  ])('%j', (line) => {
    expect(text(`B\n\n${line}\n\nLe lun. 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n> A ou B ?`)).toBe('B');
    expect(text(`B\n${line}`)).toBe('B');
  });
});

describe('a signature goes', () => {
  it.each([
    ['B\n\n-- \nPaul Martin\nACME', 'B'],
    ['B\n-- \nPaul', 'B'],
    ['B\n\n--\nPaul Martin\nACME', 'B'],
    ['B\n--\nPaul Martin', 'B'],
    ['B\n\n--\nPaul', 'B'],
    ['B\n--\nACME SAS\nTél. +33 6 12 34 56 78', 'B'],
    ['B\n\n-- \nPaul\n\nEnvoyé de mon iPhone', 'B'],
    ['B\n\n____________\nEnvoyé de mon iPhone', 'B'],
    ['B\n\nMerci,\nPaul', 'B\n\nMerci,\nPaul'],
    ['B\n\n-- \nPaul\n\n> Laquelle ?\n> A ou B', 'B'],
  ])('%j', (body, expected) => {
    expect(text(body)).toBe(expected);
  });

  it.each(['B\n--\nC', 'Merci\n\n--\nB', 'Lequel ?\n\n--\n2)'])(
    'but not a lone letter or number, which may be the answer: %j',
    (body) => {
      expect(text(body)).toBe(body);
    },
  );

  it('but not a long text after a line of two dashes', () => {
    const body = `Plan\n\n--\n${Array.from({ length: 20 }, (_, i) => `étape ${i}`).join('\n')}`;
    expect(text(body)).toBe(body);
  });
});

describe('answers between, below and without quoted lines', () => {
  const HEADER = 'Le lun. 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :';
  it.each([
    ['between', `${HEADER}\n> Un ?\nA\n> Deux ?\nB\n> Trois ?`, '> Un ?\nA\n> Deux ?\nB', 'A\nB'],
    [
      'above and between',
      `Voir plus bas\n\n${HEADER}\n> Un ?\nA\n> Deux ?`,
      'Voir plus bas\n> Un ?\nA',
      'Voir plus bas\nA',
    ],
    ['below', `${HEADER}\n> Un ?\n> Deux ?\n\nB`, 'B', 'B'],
    ['below and above', `B\n${HEADER}\n> Un ?\n\nMerci`, 'B\nMerci', 'B\nMerci'],
    ['below a quoted header', `> ${HEADER}\n> Un ?\n\nB`, 'B', 'B'],
    ['below a quote of no known program', '> Un ?\n\nB', '> Un ?\n\nB', 'B'],
    ['above a quote of no known program', 'B\n\n> Un ?\n> Deux ?\n> Trois ?', 'B', 'B'],
    [
      'below the quoted fields of a header',
      '> De : Ana <ana@example.com>\n> Date : 2/4/2012\n> \n> Un ?\n\nB',
      'B',
      'B',
    ],
    [
      'below the fields of a separator without a date',
      '--- Original Message ---\nSubject: x\nFrom: Ana\nTo: Paul\n\n> Un ?\n\nB',
      'B',
      'B',
    ],
    ['above a header without a verb', 'B\n2012/4/7 Ana <ana@example.com>\n\n> Un ?', 'B', 'B'],
    ['nowhere', `${HEADER}\n> Un ?\n> Deux ?`, '', ''],
    ['nowhere, without a header', '> Un ?\n> Deux ?\n> Trois ?', '', ''],
    ['only in a signature', `Envoyé de mon iPhone\n\n${HEADER}\n> Un ?`, '', ''],
    ['in the first of three mails', `B\n\n${HEADER}\n> Un ?\n>\n> ${HEADER}\n>> Zéro ?`, 'B', 'B'],
    ['beside a link torn off the quote', `B\n\n${HEADER}\n> Un\n<https://example.com/x>\n> Deux`, 'B', 'B'],
  ])('%s', (_where, body, shown, own) => {
    const reply = replyText(body);
    expect([reply.text, reply.ownWords]).toEqual([shown, own]);
  });

  it('keeps what stands below a header when nothing stands above, and says so', () => {
    const reply = replyText(
      '-----Original Message-----\nFrom: Ana <ana@example.com>\nSent: 2 April 2012\n\nLaquelle ?',
    );
    expect(reply).toEqual({ text: 'Laquelle ?', ownWords: 'Laquelle ?', forwarded: false, belowHeader: true });
  });

  it('says that a mail is forwarded', () => {
    expect(
      replyText('Pour info\n\n---------- Forwarded message ---------\nFrom: Ana <ana@example.com>\n\nx'),
    ).toMatchObject({
      text: 'Pour info',
      forwarded: true,
    });
    expect(replyText('B').forwarded).toBe(false);
  });
});

describe('the marker of our own mails', () => {
  it.each([
    ['alone', `B\n\n${REPLY_MARKER}\nBonjour Paul\nA) un\nB) deux`],
    [
      'under a header of an unknown language',
      `B\n\nЗза 2012-04-02 18:26 Ana <ana@example.com> hunda:\n${REPLY_MARKER}\nBonjour`,
    ],
    ['under a wrapped header', `B\n\nZza 2012-04-02 18:26 Ana\n<ana@example.com> hunda:\n\n${REPLY_MARKER}\nBonjour`],
    [
      'under an Outlook header',
      `B\n\nDe : Ana <ana@example.com>\nEnvoyé : lundi 2 avril 2012 18:26\nÀ : Paul\nObjet : x\n\n${REPLY_MARKER}\n\nBonjour`,
    ],
    [
      'under an Outlook header and a picture',
      `B\n\n____________\nDe : Ana <ana@example.com>\nDate : 2/4/2012\n\n[logo]\n${REPLY_MARKER}`,
    ],
    ['quoted', `B\n\nLe 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n> ${REPLY_MARKER}\n> Bonjour`],
    ['with other dashes', 'B\n\n--- Répondez au-dessus de cette ligne / Reply above this line ---\nBonjour'],
    ['with spaces that do not break', `B\n\n${REPLY_MARKER.replace(/ /g, '\u00a0')}\nBonjour`],
  ])('%s', (_how, body) => {
    expect(replyText(body)).toMatchObject({ text: 'B', ownWords: 'B' });
  });

  it('tells an empty answer from the quoted mail', () => {
    expect(text(`${REPLY_MARKER}\nBonjour Paul\nA) un`)).toBe('');
    expect(text(`De : Ana <ana@example.com>\nEnvoyé : 2 avril 2012\n\n${REPLY_MARKER}\nBonjour`)).toBe('');
  });

  it('has the answer above it, be it below the header of the quote', () => {
    const header = 'De : Ana <ana@example.com>\nEnvoyé : lundi 2 avril 2012 18:26\nÀ : Paul\nObjet : x';
    expect(replyText(`${header}\n\nB\n${REPLY_MARKER}\nBonjour`)).toMatchObject({ text: 'B', belowHeader: true });
    expect(replyText(`B\n\n${header}\n\n[logo]\n${REPLY_MARKER}\nBonjour`)).toMatchObject({
      text: 'B',
      belowHeader: false,
    });
  });

  it('keeps a mail that the person composes above it', () => {
    const own = 'Voici :\nDe : moi <moi@example.com>\nDate : 3/4/2012\n\nBonjour,\nune offre\nde saison\npour vous';
    expect(text(`${own}\n\nLe 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n${REPLY_MARKER}\nx`)).toBe(own);
  });

  it('is not a sentence of the person', () => {
    const own = 'Vous dites « Reply above this line » mais où ?';
    expect(text(own)).toBe(own);
  });
});

/** How twelve kinds of programs quote: the person's words, then theirs. */
const ORIGINAL = ['Bonjour Paul,', '', 'Laquelle ?', 'A) un appel', 'B) un rapport', '', 'https://example.com/a/xyz'];
const marked = (lines: string[], mark = '> ') => lines.map((line) => `${mark}${line}`.trimEnd()).join('\n');
const STYLES: Record<string, (own: string) => string> = {
  gmail: (own) => `${own}\n\nLe lun. 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n\n${marked(ORIGINAL)}\n`,
  'gmail, wrapped': (own) =>
    `${own}\n\nOn Mon, Apr 2, 2012 at 6:26 PM The Academy of Example <\nacademy@example.com> wrote:\n\n${marked(ORIGINAL)}\n`,
  'apple mail': (own) =>
    `${own}\n\n> Le 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n> \n${marked(ORIGINAL)}\n\n`,
  iphone: (own) =>
    `${own}\n\nEnvoyé de mon iPhone\n\n> Le 2 avr. 2012 à 18:26, Ana <ana@example.com> a écrit :\n> \n${marked(ORIGINAL)}\n`,
  'outlook, desktop': (own) =>
    `${own}\r\n\r\nDe : Ana <ana@example.com>\r\nEnvoyé : lundi 2 avril 2012 18:26\r\nÀ : Paul <paul@example.com>\r\nObjet : Laquelle ?\r\n\r\n${ORIGINAL.join('\r\n')}`,
  'outlook, old': (own) =>
    `${own}\n\n-----Original Message-----\nFrom: Ana [mailto:ana@example.com]\nSent: Monday, April 2, 2012 6:26 PM\nTo: Paul\nSubject: Which one?\n\n${ORIGINAL.join('\n')}`,
  'outlook, phone': (own) =>
    `${own}\n\nTélécharger Outlook pour iOS<https://aka.example/o0ukef>\n________________________________\nDe : Ana <ana@example.com>\nEnvoyé : Monday, April 2, 2012 6:26:11 PM\nÀ : Paul <paul@example.com>\nObjet : Laquelle ?\n\n${ORIGINAL.join('\n')}`,
  yahoo: (own) =>
    `${own}\n\n    Le lundi 2 avril 2012 à 18:26:00 UTC+2, Ana <ana@example.com> a écrit :  \n \n ${ORIGINAL.join('\n ')}\n  `,
  thunderbird: (own) => `${own}\n\nLe 02/04/2012 à 18:26, Ana a écrit :\n${marked(ORIGINAL)}\n`,
  samsung: (own) =>
    `${own}\n\nEnvoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : Ana <ana@example.com>\nDate : 02/04/2012 18:26 (GMT+01:00)\nÀ : paul@example.com\nObjet : Laquelle ?\n\n${ORIGINAL.join('\n')}`,
  proton: (own) =>
    `${own}\n\nSent with Proton Mail secure email.\n\n------- Original Message -------\nOn Monday, April 2nd, 2012 at 6:26 PM, Ana <ana@example.com> wrote:\n\n\n${marked(ORIGINAL)}\n`,
  zoho: (own) =>
    `${own}\n\n\n\n---- On Mon, 02 Apr 2012 18:26:00 +0200 Ana <ana@example.com> wrote ----\n\n${ORIGINAL.join('\n')}`,
  'a program of ours unknown, with our marker': (own) => `${own}\n\n${REPLY_MARKER}\n${ORIGINAL.join('\n')}`,
};

/** Words that headers are made of: verbs in one half of the texts, dates and addresses in the other; together they are a header to anyone. */
const PLAIN_WORDS =
  'B b) a A C 2 réponse Réponse : je pense que la le Le On on De From Objet client, prix ! ? … – — - -- > < 50 % 10 € « oui » (non) "peut-être" original message Sent from my envoyé mail 😀 👍 日本語 Привет ok.';
const words = (more: string) => fc.constantFrom(...`${PLAIN_WORDS} ${more}`.split(' '));
const TELLING = words('wrote écrit wrote: a_écrit: schrieb il');
const DATING = words('Date 12/05/2024 10:30 2024 avril ana@example.com https://example.com/x');
/** Any characters, or words that mail programs use too; a line never begins with a quote mark or consists of dashes alone. */
const line = (word: fc.Arbitrary<string>) =>
  fc
    .oneof(
      {
        weight: 3,
        arbitrary: fc.array(word, { minLength: 1, maxLength: 9 }).map((all) => all.join(' ').replace('_', ' ')),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
    )
    .map((line) => line.replace(/[\r\n\u0085\u2028\u2029]/g, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !/^[>＞]/.test(line));
const OWN = fc.oneof(
  ...[TELLING, DATING].map((word) =>
    fc.array(fc.oneof({ weight: 4, arbitrary: line(word) }, { weight: 1, arbitrary: fc.constant('') }), {
      minLength: 1,
      maxLength: 8,
    }),
  ),
);

describe('no word of the person is lost, whichever program quotes', () => {
  it.each(Object.keys(STYLES))('%s', (style) => {
    fc.assert(
      fc.property(OWN, (lines) => {
        const own = lines.join('\n').trim();
        fc.pre(own !== '');
        expect(text(STYLES[style]!(own))).toBe(own);
      }),
      { numRuns: 300 },
    );
  });

  it('nor when nothing is quoted', () => {
    fc.assert(
      fc.property(OWN, (lines) => {
        const own = lines.join('\n').trim();
        expect(text(own)).toBe(own);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('hostile text', () => {
  const NAUGHTY = JSON.parse(readFileSync('test/fixtures/naughty-strings/blns-sample.json', 'utf8')) as string[];
  it.each(NAUGHTY.filter((s) => s.trim() !== '').map((s) => [s]))(
    '%j above a quote comes back or is nothing but invisible',
    (s) => {
      const reply = replyText(`${s}\n\nOn Mon, Apr 2, 2012 at 6:26 PM Ana <ana@example.com> wrote:\n> x`);
      const lines = (words: string) =>
        words
          .split(/\r\n|\r|\n/)
          .map((line) => line.trim())
          .filter(Boolean)
          .join('\n');
      expect([lines(s.replace(/^\ufeff/, '')), '']).toContain(lines(reply.text));
      if (/[\p{L}\p{N}]/u.test(s)) expect(lines(reply.text)).toBe(lines(s.replace(/^\ufeff/, '')));
    },
  );

  const MILLION = 1_000_000;
  it.each([
    ['one line of 5 MB', 'a'.repeat(5 * MILLION)],
    ['one line of spaces', `${' '.repeat(5 * MILLION)}x`],
    ['one line of quote marks', '>'.repeat(5 * MILLION)],
    ['one line of at signs', 'a@'.repeat(2 * MILLION)],
    ['one line of dashes', '-'.repeat(5 * MILLION)],
    ['line ends', '\n'.repeat(MILLION)],
    ['lines of a colon', ':\n'.repeat(MILLION / 2)],
    ['quote marks', '>\n'.repeat(MILLION / 2)],
    ['numbers quoted and not', '> 5\nb\n'.repeat(MILLION / 5)],
    ['quoted and not', '> a\nb\n'.repeat(MILLION / 10)],
    ['headers', 'On Mon, Apr 2, 2012 at 6:26 PM Ana <a@example.com> wrote:\n'.repeat(20_000)],
    ['headers with quotes', 'On Mon, Apr 2, 2012 at 6:26 PM Ana <a@example.com> wrote:\n> a\nb\n'.repeat(20_000)],
    ['beginnings of headers', 'On 3 Apr 2012 at 10:00 ana <a@example.com>\n'.repeat(20_000)],
    ['fields', 'From: a\n'.repeat(100_000)],
    ['dates', 'Date: 1\n'.repeat(100_000)],
    ['signature dashes', '--\n'.repeat(MILLION)],
    ['devices', 'Sent from my iPhone\n'.repeat(50_000)],
    ['rules', '_____\n'.repeat(100_000)],
    ['torn addresses', '(\n<http://a\n> b@c.example\n'.repeat(50_000)],
    ['links between quotes', '> a\n<http://x>\n'.repeat(50_000)],
    ['invisible marks', `${'\u200b'.repeat(MILLION)}\n${'\u200b\n'.repeat(MILLION / 4)}`],
    ['markers', 'Reply above this line\n'.repeat(50_000)],
    ['forwards', 'Begin forwarded message:\n'.repeat(50_000)],
    ['long lines of openings', `${'le 3 '.repeat(130)}:\n`.repeat(2_000)],
  ])('%s is read', (_what, body) => {
    expect(typeof text(body)).toBe('string');
  });
});
