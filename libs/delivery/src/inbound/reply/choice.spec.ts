import { readAnswer, type AskedBrick } from './choice.rules.js';
import { UNCLEAR, type ReadAnswer } from './read-answer.rules.js';

const options = (...texts: string[]) => texts.map((text, i) => ({ id: String.fromCharCode(97 + i), text }));
const quiz = (multiple: boolean, ...texts: string[]): AskedBrick => ({
  kind: 'quiz',
  multiple,
  options: options(...texts),
  maxLength: null,
});

const FRENCH = [
  'Un thermomètre plus précis sur la porte',
  'Un appel sur son téléphone, samedi soir',
  'Une fiche remplie à chaque ouverture',
  'Un rapport du week-end, envoyé lundi matin',
];
const ENGLISH = [
  'A more accurate thermometer on the door',
  'A call to the butcher’s phone on Saturday night',
  'A log sheet filled in at every opening',
  'A weekend report, sent on Monday morning',
];
const fr = quiz(false, ...FRENCH);
const en = quiz(false, ...ENGLISH);
const several = quiz(true, ...FRENCH);
const days = quiz(false, '2 jours', '3 jours', '5 jours', '10 jours');
const prices = quiz(false, '10 %', 'plus de 10 %', '10 €', '14,0 °C');
const yesNo = quiz(false, 'Oui', 'Non', 'Je ne sais pas');
const numbers = quiz(false, '2', '3', '4');
const two = quiz(true, 'Paris', 'Lyon');
const six = quiz(true, 'un', 'deux', 'trois', 'quatre', 'cinq', 'six').options;
const sixPlain: AskedBrick = {
  ...several,
  options: six.map(({ id }, i) => ({ id, text: `Produit ${'UVWXYZ'[i]}${i}` })),
};

/** "b" for an answer, "? why" for an unclear one. */
function told(answer: ReadAnswer): string {
  if (answer.kind === 'answer') return answer.text ?? answer.choices.join('');
  return answer.kind === 'nothing' ? 'nothing' : `? ${answer.why}`;
}
const read = (text: string, brick: AskedBrick) => told(readAnswer(text, brick));

describe('a single choice is read from', () => {
  it.each([
    ['B', 'b'],
    ['b', 'b'],
    ['b)', 'b'],
    ['B)', 'b'],
    ['(b)', 'b'],
    ['(B)', 'b'],
    ['b.', 'b'],
    ['B.', 'b'],
    ['[b]', 'b'],
    ['« B »', 'b'],
    ['"b"', 'b'],
    ['“B”', 'b'],
    ["'b'", 'b'],
    ['*B*', 'b'],
    ['B!', 'b'],
    ['B!!', 'b'],
    ['B !!!', 'b'],
    ['b...', 'b'],
    ['B…', 'b'],
    ['B :', 'b'],
    ['B,', 'b'],
    ['- B', 'b'],
    ['• b', 'b'],
    ['-> B', 'b'],
    ['→ B', 'b'],
    ['  b  ', 'b'],
    ['\n\nB\n\n', 'b'],
    ['A', 'a'],
    ['a', 'a'],
    ['a)', 'a'],
    ['À', 'a'],
    ['à', 'a'],
    ['D', 'd'],
    ['d', 'd'],
    ['c', 'c'],
    ['Réponse B', 'b'],
    ['réponse b', 'b'],
    ['reponse B', 'b'],
    ['REPONSE B', 'b'],
    ['Réponse : b', 'b'],
    ['Réponse: B', 'b'],
    ['Réponse :B', 'b'],
    ['réponse (b)', 'b'],
    ['Réponse a', 'a'],
    ['Ma réponse : B', 'b'],
    ['Ma réponse est B', 'b'],
    ['La réponse B', 'b'],
    ['La réponse est la B', 'b'],
    ['Rép. B', 'b'],
    ['La bonne réponse est B', 'b'],
    ['la bonne réponse est la b.', 'b'],
    ['B est la bonne réponse', 'b'],
    ['option B', 'b'],
    ['Option : B', 'b'],
    ['choix b', 'b'],
    ['Choix n°2', 'b'],
    ['lettre B', 'b'],
    ['proposition b', 'b'],
    ["l'option B", 'b'],
    ['l’option b', 'b'],
    ['2', 'b'],
    ['2)', 'b'],
    ['2.', 'b'],
    ['(2)', 'b'],
    ['#2', 'b'],
    ['n°2', 'b'],
    ['N° 2', 'b'],
    ['nº 2', 'b'],
    ['numéro 2', 'b'],
    ['no 2', 'b'],
    ['No. 2', 'b'],
    ['la 2', 'b'],
    ['le 2', 'b'],
    ['réponse 2', 'b'],
    ['option 2', 'b'],
    ['4', 'd'],
    ['la deuxième', 'b'],
    ['la 2e', 'b'],
    ['la 2ème', 'b'],
    ['La 2eme', 'b'],
    ['2ème', 'b'],
    ['deuxième', 'b'],
    ['La seconde', 'b'],
    ['le second', 'b'],
    ['la première', 'a'],
    ['1ère', 'a'],
    ['la 1re', 'a'],
    ['la troisième', 'c'],
    ['la quatrième', 'd'],
    ['la dernière', 'd'],
    ['La dernière réponse', 'd'],
    ['réponse deux', 'b'],
    ['numéro trois', 'c'],
    ['la deux', 'b'],
    ['deux', 'b'],
    ['B je pense', 'b'],
    ['B, je pense', 'b'],
    ['je dirais b', 'b'],
    ['Je dirais la B', 'b'],
    ['je pense B', 'b'],
    ['Je pense que c’est la B', 'b'],
    ["je pense que c'est B", 'b'],
    ["C'est la B", 'b'],
    ["c'est B", 'b'],
    ["C'est la A", 'a'],
    ["c'est a", 'a'],
    ['ce serait la B', 'b'],
    ['je crois que c’est la c', 'c'],
    ['Pour moi, B', 'b'],
    ['pour moi c’est la D', 'd'],
    ['À mon avis B', 'b'],
    ['a mon avis la B', 'b'],
    ['selon moi : B', 'b'],
    ["d'après moi B", 'b'],
    ['a priori la B', 'b'],
    ['A priori la B', 'b'],
    ['À priori B', 'b'],
    ['A priori, A', 'a'],
    ['je choisis B', 'b'],
    ['je vote B', 'b'],
    ["j'opte pour la B", 'b'],
    ['je prends la c', 'c'],
    ['je penche pour la D', 'd'],
    ['sans hésiter B', 'b'],
    ['B sans hésitation !', 'b'],
    ['B évidemment', 'b'],
    ['bien sûr B', 'b'],
    ['plutôt B', 'b'],
    ['je dirais plutôt la B', 'b'],
    ['finalement B', 'b'],
    ['Alors... B', 'b'],
    ['Euh B', 'b'],
    ['oui B', 'b'],
    ['OK, B', 'b'],
    ['sans doute la B', 'b'],
    ['il me semble que c’est la B', 'b'],
    ['je réponds B', 'b'],
    ['je mets b', 'b'],
    ['Bonjour, B', 'b'],
    ['Bonjour ! B', 'b'],
    ['Bonjour\nB', 'b'],
    ['Bonjour,\n\nB\n\nMerci', 'b'],
    ['Bonjour Paul,\n\nRéponse B.\n\nBonne journée', 'b'],
    ['B merci', 'b'],
    ['B, merci et bonne journée', 'b'],
    ['B. Merci Paul', 'b'],
    ['B\nCordialement', 'b'],
    ['B\n\nCordialement,\nPaul Martin', 'b'],
    ['B\nPaul', 'b'],
    ['B\nPaul Martin\nResponsable commercial\nACME – 12 rue de Paris\nTél. 06 12 34 56 78', 'b'],
    ['B\n\nCordialement,\nJean A. Martin', 'b'],
    ['B\nA. Martin', 'b'],
    ['B\n\nMartin\n\nCe message est confidentiel. Si vous n’êtes pas le destinataire, ne le lisez pas.', 'b'],
    ['Réponse :\nB', 'b'],
    ['B\nparce que c’est le moins cher', 'b'],
    ['B, parce que le client est absent', 'b'],
    ['B car il est prévenu tout de suite', 'b'],
    ['B 👍', 'b'],
    ['👉 B', 'b'],
    ['2️⃣', 'b'],
    ['🅱️', 'b'],
    ['🅰', 'a'],
    ['Ⓑ', 'b'],
    ['②', 'b'],
    ['Ｂ', 'b'],
    ['ｂ）', 'b'],
    ['🅐', 'a'],
    ['B 😀', 'b'],
    ['B :)', 'b'],
    ['B ;-)', 'b'],
    ['B B', 'b'],
    ['B\nB', 'b'],
    ['réponse B (la 2)', 'b'],
    ['2 (B)', 'b'],
    ['question 1', '? prose'],
    ['Un appel sur son téléphone, samedi soir', 'b'],
    ['un appel sur son telephone samedi soir', 'b'],
    ['UN APPEL SUR SON TÉLÉPHONE, SAMEDI SOIR.', 'b'],
    ['« Un appel sur son téléphone, samedi soir »', 'b'],
    ['B) Un appel sur son téléphone, samedi soir', 'b'],
    ['B : un appel sur son téléphone', 'b'],
    ['B - Un appel sur son téléphone, samedi soir', 'b'],
    ["C'est un appel sur son téléphone, samedi soir", 'b'],
    ['Je dirais : une fiche remplie à chaque ouverture', 'c'],
    ['un rapport du week end envoyé lundi matin', 'd'],
  ])('%j', (text, expected) => {
    expect(read(text, fr)).toBe(expected);
  });
});

describe('a single choice in English is read from', () => {
  it.each([
    ['answer B', 'b'],
    ['Answer: b', 'b'],
    ['answer : (b)', 'b'],
    ['My answer is B', 'b'],
    ['my answer: b', 'b'],
    ['The answer is B', 'b'],
    ['The correct answer is B.', 'b'],
    ['the right answer is b', 'b'],
    ['B is correct', 'b'],
    ['B is the right one', 'b'],
    ['option B', 'b'],
    ['Option 2', 'b'],
    ['choice B', 'b'],
    ['number 2', 'b'],
    ['No. 2', 'b'],
    ['no 2', 'b'],
    ['number two', 'b'],
    ['option three', 'c'],
    ['option one', 'a'],
    ['the second one', 'b'],
    ['The second', 'b'],
    ['second', 'b'],
    ['2nd', 'b'],
    ['the 2nd one', '? prose'],
    ['the 3rd', 'c'],
    ['first', 'a'],
    ['the first one', 'a'],
    ['1st', 'a'],
    ['the last one', 'd'],
    ['last', 'd'],
    ['the third option', 'c'],
    ['fourth', 'd'],
    ['two', 'b'],
    ['I think B', 'b'],
    ['i think it is B', 'b'],
    ["I think it's B", 'b'],
    ['I’d say B', 'b'],
    ["I'd go with B", 'b'],
    ['I would go for b', 'b'],
    ["I'll go with D", 'd'],
    ['going with B', 'b'],
    ['I choose B', 'b'],
    ['I pick c', 'c'],
    ["it's B", 'b'],
    ["That's B", 'b'],
    ['it is a', 'a'],
    ['B I think', 'b'],
    ['B, I believe', 'b'],
    ['definitely B', 'b'],
    ['B for me', 'b'],
    ['In my opinion B', 'b'],
    ['probably B', 'b'],
    ['Yes, B', 'b'],
    ['ok B', 'b'],
    ['B please', 'b'],
    ['it must be B', 'b'],
    ['would be B', 'b'],
    ['Hi, B', 'b'],
    ['Hi there,\n\nB\n\nThanks', 'b'],
    ['Hello Ann,\nMy answer is B.\nBest regards,\nTom', 'b'],
    ['B\n\nBest,\nTom A. Smith', 'b'],
    ['B. Thanks!', 'b'],
    ['B thanks Tom', 'b'],
    [
      'B\n\nTom Smith\nAccount Manager\nThis e-mail is confidential and intended only for the recipient. If it is not for you, do not read it.',
      'b',
    ],
    ['B because it is the cheapest', 'b'],
    ['B, since the phone rings at night', 'b'],
    ['A call to the butcher’s phone on Saturday night', 'b'],
    ["a call to the butcher's phone on saturday night", 'b'],
    ["b) A call to the butcher's phone", 'b'],
    ['I think a weekend report, sent on Monday morning', 'd'],
    ['A', 'a'],
    ['A.', 'a'],
    ['The answer is A', 'a'],
  ])('%j', (text, expected) => {
    expect(read(text, en)).toBe(expected);
  });
});

describe('several choices are read from', () => {
  it.each([
    ['A et C', 'ac'],
    ['a et c', 'ac'],
    ['A, C', 'ac'],
    ['a,c', 'ac'],
    ['A & C', 'ac'],
    ['a&c', 'ac'],
    ['A+C', 'ac'],
    ['A + C', 'ac'],
    ['A and C', 'ac'],
    ['A C', 'ac'],
    ['a c', 'ac'],
    ['A;C', 'ac'],
    ['A ; C', 'ac'],
    ['A\nC', 'ac'],
    ['- A\n- C', 'ac'],
    ['(a) (c)', 'ac'],
    ['a) et c)', 'ac'],
    ['C et A', 'ac'],
    ['A, B et D', 'abd'],
    ['A, B, C, D', 'abcd'],
    ['réponses A et C', 'ac'],
    ['Les réponses A et C', 'ac'],
    ['Réponses : a, c', 'ac'],
    ['réponse A et réponse C', 'ac'],
    ['la A et la C', 'ac'],
    ['je pense A et C', 'ac'],
    ['Je dirais la A et la C', 'ac'],
    ['options 1 et 3', 'ac'],
    ['1 et 3', 'ac'],
    ['1, 3', 'ac'],
    ['1 3', 'ac'],
    ['1 & 3', 'ac'],
    ['1️⃣ 3️⃣', 'ac'],
    ['la première et la troisième', 'ac'],
    ['la 1ère et la 3ème', 'ac'],
    ['the first and the third', 'ac'],
    ['AC', 'ac'],
    ['ac', 'ac'],
    ['BD', 'bd'],
    ['bd', 'bd'],
    ['abd', 'abd'],
    ['ABCD', 'abcd'],
    ['réponses AC', 'ac'],
    ['B', 'b'],
    ['2', 'b'],
    ['Bonjour,\nA et C\nMerci', 'ac'],
    ['A et C\n\nPaul Martin\nACME', 'ac'],
    ['A\nC\nPaul Martin', 'ac'],
    ['toutes', 'abcd'],
    ['toutes les réponses', 'abcd'],
    ['all of them', 'abcd'],
    ['A ainsi que C', 'ac'],
    ['A, C, A', 'ac'],
    ['Un thermomètre plus précis sur la porte et une fiche remplie à chaque ouverture', 'ac'],
    ['A ou C', '? either-or'],
    ['A/C', '? either-or'],
    ['A et pas C', '? negated'],
    ['A, C mais pas B', '? negated'],
    ['toutes sauf B', '? negated'],
    ['A-C', '? two-readings'],
    ['A - C', '? two-readings'],
    ['1-3', '? two-readings'],
    ['ca', '? prose'],
    ['CA', '? prose'],
    ['ba', '? prose'],
    ['bac', '? prose'],
    ['ae', '? prose'],
    ['A et E', '? unknown-option'],
    ['1 et 7', '? unknown-option'],
    ['A et 3', '? two-readings'],
    ['deux réponses : A et C', '? prose'],
    ['2 réponses : A et C', '? prose'],
    ['A et C ?', '? hesitates'],
    ['les deux', '? two-readings'],
    ['je pense a la B', '? two-readings'],
    ['a plus C', '? two-readings'],
    ['peut-être A et C', '? hesitates'],
    ['aucune', '? no-choice'],
    ['il y a A et C', '? prose'],
    ['A, A+', '? prose'],
    ['B, A+', '? prose'],
  ])('%j', (text, expected) => {
    expect(read(text, several)).toBe(expected);
  });

  it.each([
    ['both', 'ab'],
    ['les deux', 'ab'],
    ['Both of them', 'ab'],
    ['Paris et Lyon', 'ab'],
    ['Paris', 'a'],
    ['lyon, paris', 'ab'],
    ['Paris ou Lyon', '? either-or'],
  ])('%j of two', (text, expected) => {
    expect(read(text, two)).toBe(expected);
  });

  it.each([
    ['ab', '? prose'],
    ['AB', 'ab'],
    ['ace', '? prose'],
    ['ACE', 'ace'],
    ['de', '? prose'],
    ['DE', 'de'],
    ['be', '? prose'],
    ['ce', '? prose'],
    ['acf', 'acf'],
    ['ad', '? prose'],
  ])('%j of six, where letters may be a word', (text, expected) => {
    expect(read(text, sixPlain)).toBe(expected);
  });
});

describe('nothing is guessed from', () => {
  it.each([
    ['B ou C', '? either-or'],
    ['B ou C ?', '? either-or'],
    ['b or c', '? either-or'],
    ['soit B soit C', '? either-or'],
    ['B/C', '? either-or'],
    ['either B or C', '? either-or'],
    ['j’hésite entre B et C', '? either-or'],
    ['B, sinon C', '? either-or'],
    ['not B', '? negated'],
    ['pas B', '? negated'],
    ['Pas la B', '? negated'],
    ['ce n’est pas B', '? negated'],
    ['tout sauf B', '? negated'],
    ['non, C', '? negated'],
    ["it isn't B", '? negated'],
    ["I don't think B", '? negated'],
    ['B est faux', '? negated'],
    ['B is wrong', '? negated'],
    ['anything except B', '? negated'],
    ['B, non C', '? negated'],
    ['no B', '? negated'],
    ['ni B ni C', '? negated'],
    ['A et C', '? several'],
    ['A, C', '? several'],
    ['A C', '? several'],
    ['A\nC', '? several'],
    ['B puis C', '? several'],
    ['AC', '? several'],
    ['1 et 3', '? several'],
    ['B (la 3)', '? several'],
    ['C) Un appel sur son téléphone, samedi soir', '? several'],
    ['la première et la deuxième', '? several'],
    ['toutes', '? several'],
    ['les deux', '? several'],
    ['E', '? unknown-option'],
    ['e)', '? unknown-option'],
    ['Z', '? unknown-option'],
    ['0', '? unknown-option'],
    ['5', '? unknown-option'],
    ['réponse 7', '? unknown-option'],
    ['99', '? unknown-option'],
    ['la cinquième', '? unknown-option'],
    ['réponse F', '? unknown-option'],
    ['12345678901234567890', '? unknown-option'],
    ['B ?', '? hesitates'],
    ['B?', '? hesitates'],
    ['peut-être B', '? hesitates'],
    ['maybe B', '? hesitates'],
    ['B mais je ne suis pas sûr', '? negated'],
    ['not sure, B', '? hesitates'],
    ['B au hasard', '? hesitates'],
    ['Pourquoi B ?', '? hesitates'],
    ['B perhaps', '? hesitates'],
    ['B plutôt que C', '? hesitates'],
    ['could be B', '? hesitates'],
    ['je sais pas, B', '? negated'],
    ['B\nou C ?', '? either-or'],
    ['B\nen fait C', '? several'],
    ['B\nNon, C', '? negated'],
    ['B\nPaul\nPardon, C', '? hesitates'],
    ['B\n\nMerci\n\nPS : en fait non, C', '? negated'],
    ['B\n\nCordialement\nPaul\n\nC', '? several'],
    ['Bonjour', '? no-choice'],
    ['merci', '? no-choice'],
    ['ok', '? no-choice'],
    ['oui', '? no-choice'],
    ['👍', '? no-choice'],
    ['...', '? no-choice'],
    ['!!!', '? no-choice'],
    ['je pense', '? no-choice'],
    ["d'accord", '? no-choice'],
    ['d accord', '? no-choice'],
    ['réponse', '? no-choice'],
    ['la', '? no-choice'],
    ['?', '? hesitates'],
    ['je ne sais pas', '? hesitates'],
    [':D', '? prose'],
    ['merci :D', '? prose'],
    ['<3', '? prose'],
    [';)', '? no-choice'],
    [':-D', '? prose'],
    [':b', '? prose'],
    ['A+', '? prose'],
    ['à+', '? prose'],
    ['Il faut appeler le client', '? prose'],
    ['Je suis absent cette semaine.', '? prose'],
    ['A client called me yesterday', '? prose'],
    ['il y a un problème', '? prose'],
    ['Le client a dit oui', '? prose'],
    ['On a deux options à voir avec le chef', '? prose'],
    ['2 clients', '? prose'],
    ['2 %', '? prose'],
    ['2,5', '? prose'],
    ['-2', '? prose'],
    ['10 %', '? prose'],
    ['vitamine C', '? prose'],
    ['plan B', '? prose'],
    ['8 °C', '? prose'],
    ['B1', '? prose'],
    ['2B', '? prose'],
    ['K2', '? prose'],
    ['A4', '? prose'],
    ['B2B', '? prose'],
    ['une seconde', '? prose'],
    ['l’avant-dernière', '? prose'],
    ['second to last', '? prose'],
    ['the first two', '? prose'],
    ['I have a question', '? prose'],
    ['Bravo', '? prose'],
    ['bof', '? prose'],
    ['В', '? prose'],
    ['Б', '? prose'],
    ['β', '? prose'],
    ['B for the price but D for the delay', '? hesitates'],
    [
      'Je pense que le client préfère recevoir un message clair et qu’il faudrait lui expliquer la différence avant de répondre à cette question.',
      '? prose',
    ],
    ['un appel', '? prose'],
    ['samedi soir', '? prose'],
    ['Un appel sur son téléphone', '? prose'],
  ])('%j', (text, expected) => {
    expect(read(text, fr)).toBe(expected);
  });

  it('an empty reply', () => {
    for (const text of ['', ' \n\t ', '\u200b', '\ufeff\u00a0']) expect(read(text, fr)).toBe('nothing');
  });
});

describe('an option written out that could also be a number or letter', () => {
  it.each([
    ['3 jours', 'b'],
    ['3 jours.', 'b'],
    ['Je dirais 3 jours', 'b'],
    ['3', '? two-readings'],
    ['2', '? two-readings'],
    ['1', 'a'],
    ['B', 'b'],
    ['réponse 3', 'c'],
    ['3)', 'c'],
    ['10', '? unknown-option'],
    ['la troisième', 'c'],
    ['2 ou 3 jours', '? either-or'],
  ])('%j of "2 jours", "3 jours", "5 jours", "10 jours"', (text, expected) => {
    expect(read(text, days)).toBe(expected);
  });

  it.each([
    ['10 %', 'a'],
    ['10%', 'a'],
    ['plus de 10 %', 'b'],
    ['Plus de 10%', 'b'],
    ['10 €', 'c'],
    ['10€', 'c'],
    ['10', '? unknown-option'],
    ['14,0 °C', 'd'],
    ['14.0°C', 'd'],
    ['moins de 10 %', '? prose'],
    ['pas plus de 10 %', '? negated'],
  ])('%j of amounts', (text, expected) => {
    expect(read(text, prices)).toBe(expected);
  });

  it.each([
    ['Oui', 'a'],
    ['oui', 'a'],
    ['OUI !', 'a'],
    ['oui, merci', 'a'],
    ['Non', 'b'],
    ['non.', 'b'],
    ['Non merci', 'b'],
    ['je ne sais pas', 'c'],
    ['Je ne sais pas.', 'c'],
    ['B', 'b'],
    ['oui et non', '? several'],
    ['oui ?', '? hesitates'],
    ['non, oui', '? several'],
    ['oui ou non', '? either-or'],
    ['Non, A', '? several'],
    ['A, oui', 'a'],
    ['ni oui ni non', '? negated'],
  ])('%j of "Oui", "Non", "Je ne sais pas"', (text, expected) => {
    expect(read(text, yesNo)).toBe(expected);
  });

  it.each([
    ['2', '? two-readings'],
    ['3', '? two-readings'],
    ['4', 'c'],
    ['1', 'a'],
    ['B', 'b'],
    ['option 2', '? two-readings'],
  ])('%j of "2", "3", "4"', (text, expected) => {
    expect(read(text, numbers)).toBe(expected);
  });

  it('two options of the same text', () => {
    expect(read('Rouge', quiz(false, 'Rouge', 'rouge', 'Bleu'))).toBe('? two-readings');
    expect(read('bleu', quiz(false, 'Rouge', 'rouge', 'Bleu'))).toBe('c');
  });

  it('an option that speaks of all', () => {
    const all = quiz(true, 'Paris', 'Lyon', 'Toutes les réponses');
    expect(read('toutes les réponses', all)).toBe('c');
    expect(read('toutes', all)).toBe('? two-readings');
  });

  it('an option whose text is a letter', () => {
    const letters = quiz(false, 'B', 'A', 'C');
    expect(read('A', letters)).toBe('? two-readings');
    expect(read('C', letters)).toBe('c');
  });
});

describe('a poll', () => {
  it.each([
    ['B', 'b'],
    ['je vote B', 'b'],
    ['A ou B', '? either-or'],
    ['ça dépend', '? prose'],
  ])('%j', (text, expected) => {
    expect(read(text, { ...fr, kind: 'poll' })).toBe(expected);
  });
});

describe('ids longer than a letter', () => {
  const brick: AskedBrick = {
    ...fr,
    options: [
      { id: 'yes', text: 'Bien sûr' },
      { id: 'no', text: 'Jamais' },
    ],
  };
  it.each([
    ['yes', 'yes'],
    ['NO', 'no'],
    ['Jamais', 'no'],
    ['1', 'yes'],
    ['2', 'no'],
    ['A', '? unknown-option'],
  ])('%j', (text, expected) => {
    expect(read(text, brick)).toBe(expected);
  });
});

describe('an open answer', () => {
  const open: AskedBrick = { kind: 'open', multiple: false, options: [], maxLength: 10 };
  it.each([
    ['B', 'B'],
    [' a b \n', 'a b'],
    ['a\r\nb', 'a\nb'],
    ['0123456789', '0123456789'],
    ['😀'.repeat(10), '😀'.repeat(10)],
    ['a\u0000b', 'ab'],
    ['> 50 %', '> 50 %'],
    ['01234567890', '? too-long'],
    ['\n \t', 'nothing'],
  ])('%j', (text, expected) => {
    expect(read(text, open)).toBe(expected);
  });

  it('says how long it is and may be', () => {
    expect(readAnswer('01234567890', open)).toEqual({
      kind: 'unclear',
      why: 'too-long',
      found: [],
      length: 11,
      most: 10,
    });
    expect(readAnswer('x'.repeat(1001), { ...open, maxLength: null })).toMatchObject({ why: 'too-long', most: 1000 });
  });
});

describe.each(['info', 'video'] as const)('%s is confirmed by', (kind) => {
  const brick: AskedBrick = { kind, multiple: false, options: [], maxLength: null };
  it.each([
    'ok',
    'OK',
    'Ok !',
    'ok merci',
    'lu',
    'Lu.',
    'Bien lu',
    'lu et approuvé'.slice(0, 2),
    'vu',
    'Vu !',
    'vu merci',
    'fait',
    "c'est fait",
    "j'ai lu",
    'J’ai vu la vidéo',
    'vidéo vue',
    'bien reçu',
    'Bien reçu, merci',
    'compris',
    "j'ai compris",
    'noté',
    "c'est noté",
    'done',
    'Done!',
    'read',
    'I have read it',
    "I've seen it",
    'seen',
    'watched',
    'got it, read',
    'oui',
    'yes',
    'Yes, done',
    '👍',
    '✅',
    'ok 👍',
    'Bonjour,\n\nLu.\n\nPaul Martin\nACME',
    'Bonjour, lu, merci',
    'Lu, cordialement Paul',
    'read\n\nBest regards,\nTom',
  ])('%j', (text) => {
    expect(readAnswer(text, brick)).toEqual({ kind: 'answer', choices: [], text: null });
  });

  it.each([
    'B',
    'pas lu',
    'pas encore lu',
    'not read',
    'I did not read it',
    'je lirai demain',
    'ok je regarde demain',
    'later',
    'lu ?',
    'ok?',
    'la vidéo ne marche pas',
    'not done',
    "I can't open it",
    'merci',
    'bonjour',
    'stop',
    'à lire',
    'Lu\nnon pas encore',
    'ok mais plus tard',
    'read later',
    'lu sans comprendre',
    'Who are you?',
    '👎',
    'vu :(',
  ])('not by %j', (text) => {
    expect(read(text, brick)).toBe('? not-confirmed');
  });
});

it('every reason is one of the listed keys and names options of the brick', () => {
  const answer = readAnswer('B ou C', fr);
  expect(answer).toEqual({ kind: 'unclear', why: 'either-or', found: ['b', 'c'] });
  expect(new Set(UNCLEAR).size).toBe(UNCLEAR.length);
});
