import { passwordFault } from './password.rules.js';

const ANA = { email: 'ana.lopez@example.com', name: 'Ana López' };

describe('a password', () => {
  it.each(['correct horse battery', 'xK9!vQ2#pL7$', 'une phrase toute simple', '日本語のパスワードはとても長い'])(
    '%s is good',
    (password) => {
      expect(passwordFault(password, ANA)).toBeNull();
    },
  );

  it.each([
    ['short', 'at least 12'],
    ['x'.repeat(201), 'at most 200'],
    ['aaaaaaaaaaaa', 'repeats'],
    ['ana.lopez@example.com', 'made of'],
    ['ana lopez 2026', 'made of'],
    ['passwordpassword1', 'made of'],
    ['relais relais 1', 'made of'],
    ['0123456789012', 'sequence'],
    ['abcdefghijklm', 'sequence'],
    ['Try-Relais-Demo', 'demo'],
  ])('%s is refused: %s', (password, reason) => expect(passwordFault(password, ANA)).toContain(reason));
});
