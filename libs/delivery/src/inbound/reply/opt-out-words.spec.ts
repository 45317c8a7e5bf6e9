import { optOutAsked } from './opt-out-words.rules.js';

describe('a whole reply that asks for no more mails', () => {
  it.each([
    'STOP',
    'stop.',
    'Unsubscribe',
    'UNSUBSCRIBE ME, please!',
    'Désinscription',
    'desinscription',
    'DÉSABONNEMENT',
  ])('%j stops the line', (text) => expect(optOutAsked(text)).toBe('line'));
  it.each([
    'Bonjour,\n\nMerci de me désinscrire.\n\nCordialement',
    'Hello,\nplease unsubscribe me\nThanks',
    'Stop, merci',
    'Arrêtez s’il vous plaît',
    'Je ne souhaite plus recevoir ces mails.',
    'opt-out',
    'Je ne veux plus recevoir vos mails',
    'Please stop sending me these emails.',
    'Merci de ne plus m’envoyer de mails',
    'stop\n\nClaire Dupont\n+33 1 23 45 67 89',
    'Bonjour,\ndésinscription svp\n\nJean-Marc O’Brien',
    'Merci de me retirer de votre liste',
    'Please take me off your list.',
    'Arrêtez de m’envoyer des mails',
    'Ne m’envoyez plus de mails svp',
    'Je ne veux plus rien recevoir',
  ])('%j stops the line, courtesy aside', (text) => expect(optOutAsked(text)).toBe('line'));
  it.each(['STOP ALL', 'Tout arrêter', 'Bonjour\nArrêtez tout\nmerci', 'unsubscribe from everything'])(
    '%j stops everything',
    (text) => expect(optOutAsked(text)).toBe('all'),
  );
  it.each([
    'B',
    'stop selling it without the contract',
    'Je dirais B. Stop',
    'non',
    'Comment me désinscrire de votre concurrent ?',
    'don’t stop',
    'stop ?',
    'plus rien',
    'de la liste',
    'merci',
    'stop\nand then ask what they need',
    'I don’t want',
    'Claire Dupont',
    'Hello',
    '',
    'x'.repeat(100_000),
  ])('%j is no such wish', (text) => expect(optOutAsked(text)).toBeNull());
});
