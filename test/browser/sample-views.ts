import type { AnswerOutcome, AnswerView } from '@relais/delivery';

/** Views as delivery gives them, one of each kind, in both languages: what the page checks render. */
const REP = { id: 7, firstName: 'Claire', lastName: 'Dubois', timeZone: 'Europe/Paris', partnerName: 'Acme Froid' };
const LINE = {
  en: { slug: 'first-steps', name: 'First steps with Kelvane' },
  fr: { slug: 'first-steps', name: 'Premiers pas avec Kelvane' },
};
const UNTIL = new Date('2026-12-22T08:00:00Z');

export type Language = 'en' | 'fr';

const QUIZ = {
  en: {
    title: 'Which probe for a freezer room at −25 °C?',
    bodyHtml:
      '<p>A fish wholesaler has a walk-in freezer room that runs at <strong>−25 °C</strong>. He wants the air temperature, an alarm on his phone, and nothing he does not need.</p><p>What do you quote?</p>',
    options: [
      'The <strong>K8</strong>, with its probe on a cable',
      'The <strong>K2 Buffer</strong>, with its glycol bottle',
      'The <strong>K2</strong>, placed inside the room',
      'The <strong>K-Trace</strong>, with its position sensor',
    ],
    explanation:
      '<p>The K2 works from −40 °C to +60 °C, so −25 °C leaves a good margin, and at €89 it is the least expensive of the four.</p><ul><li>The <strong>K8</strong> (€189) reads down to −95 °C. It is made for laboratory freezers.</li><li>The <strong>K2 Buffer</strong> (€129) follows a vial rather than the air.</li></ul><p><strong>Rule of thumb:</strong> K2, unless you hear “−80”, “medicines” or “vehicle”.</p>',
    reference: { title: 'K2 data sheet', url: 'https://docs.kelvane.example/en/k2' },
  },
  fr: {
    title: 'Quelle sonde pour une chambre à −25 °C ?',
    bodyHtml:
      '<p>Un mareyeur possède une chambre de stockage négative à <strong>−25 °C</strong>. Il veut connaître la température de l’air, recevoir une alarme sur son téléphone, et ne rien payer d’inutile.</p><p>Que mettez-vous dans le devis ?</p>',
    options: [
      'La <strong>K8</strong>, avec sa sonde au bout d’un câble',
      'La <strong>K2 Buffer</strong>, avec son flacon de glycol',
      'La <strong>K2</strong>, posée à l’intérieur de la chambre',
      'La <strong>K-Trace</strong>, avec sa géolocalisation',
    ],
    explanation:
      '<p>La K2 mesure de −40 °C à +60 °C : à −25 °C, elle garde de la marge. Et à 89 €, c’est la moins chère des quatre.</p><ul><li>La <strong>K8</strong> (189 €) descend à −95 °C. Elle est faite pour les congélateurs de laboratoire.</li><li>La <strong>K2 Buffer</strong> (129 €) suit la température d’un flacon.</li></ul><p><strong>Pour s’en souvenir :</strong> la K2, sauf si vous entendez « −80 », « médicaments » ou « véhicule ».</p>',
    reference: { title: 'Fiche technique K2', url: 'https://docs.kelvane.example/fr/k2' },
  },
};

const TEXTS = {
  en: {
    poll: [
      'What do your customers ask first?',
      '<p>No right answer here: tell us what you hear most.</p>',
      ['What it costs', 'How long it takes to install', 'Whether it meets the rules'],
    ],
    open: [
      'Your opening sentence',
      '<p>A baker says: “I have a thermometer, thank you.” What do you answer, in one or two sentences?</p>',
    ],
    info: [
      'Monday morning, 6:40',
      '<p>Marc opens his shop and finds the fridge at 14 °C. <strong>€2,300</strong> of stock goes into the bin. That is the customer you will meet.</p>',
    ],
    video: ['Watch an install from start to end', '<p>Two minutes, one ladder, no drill.</p>'],
  },
  fr: {
    poll: [
      'Que vous demandent vos clients en premier ?',
      '<p>Pas de bonne réponse ici : dites-nous ce que vous entendez le plus.</p>',
      ['Combien cela coûte', 'Combien de temps prend la pose', 'Si c’est conforme'],
    ],
    open: [
      'Votre première phrase',
      '<p>Un boulanger vous dit : « J’ai un thermomètre, merci. » Que répondez-vous, en une ou deux phrases ?</p>',
    ],
    info: [
      'Lundi matin, 6 h 40',
      '<p>Marc ouvre sa boutique et trouve le frigo à 14 °C. <strong>2 300 €</strong> de marchandise à la poubelle. C’est ce client que vous allez rencontrer.</p>',
    ],
    video: ['Une pose, du début à la fin', '<p>Deux minutes, un escabeau, aucune perceuse.</p>'],
  },
} as const;

const options = (texts: readonly string[]) => texts.map((html, i) => ({ id: 'abcdef'[i] ?? 'f', html }));

/** An open delivery of `kind` for a rep who reads `language`. */
export function sampleView(
  kind: AnswerView['kind'],
  language: Language,
  changes: Partial<AnswerView> = {},
): AnswerView {
  const quiz = QUIZ[language];
  const texts = TEXTS[language];
  const base: AnswerView = {
    deliveryId: '4711',
    state: 'open',
    rep: { ...REP, locale: language },
    line: LINE[language],
    locale: language,
    kind,
    title: quiz.title,
    bodyHtml: quiz.bodyHtml,
    options: [],
    multiple: false,
    maxLength: null,
    references: [quiz.reference],
    video: null,
    answerUntil: UNTIL,
    repeat: null,
    notice: null,
    outcome: null,
  };
  const of = {
    quiz: { options: options(quiz.options) },
    poll: { title: texts.poll[0], bodyHtml: texts.poll[1], options: options(texts.poll[2]) },
    open: { title: texts.open[0], bodyHtml: texts.open[1], maxLength: 600 },
    info: { title: texts.info[0], bodyHtml: texts.info[1] },
    video: {
      title: texts.video[0],
      bodyHtml: texts.video[1],
      video: { url: 'https://video.kelvane.example/k2-install', minutes: 2 },
    },
  }[kind];
  return { ...base, ...of, ...changes };
}

/** The outcome of an answer to `sampleView('quiz', language)`; option c is right. */
export function sampleOutcome(language: Language, changes: Partial<AnswerOutcome> = {}): AnswerOutcome {
  return {
    choices: ['c'],
    text: null,
    correct: true,
    right: ['c'],
    explanationHtml: QUIZ[language].explanation,
    answeredAt: new Date('2026-11-22T14:05:00Z'),
    fresh: true,
    shares: null,
    ...changes,
  };
}
