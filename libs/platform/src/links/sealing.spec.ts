import { Sealing } from './sealing.js';

const sealing = new Sealing('a secret for tests of more than 32 characters');

describe('a sealed text', () => {
  it('comes back, and never looks the same twice', () => {
    const [one, two] = [sealing.seal('a', 'é text'), sealing.seal('a', 'é text')];
    expect([sealing.open('a', one), sealing.open('a', two), one === two]).toEqual(['é text', 'é text', false]);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('text');
  });

  it.each<[string, (sealed: string) => string | null]>([
    ['for another purpose', (sealed) => sealing.open('b', sealed)],
    ['under another secret', (sealed) => new Sealing('another secret of more than 32 characters').open('a', sealed)],
    ['cut short', (sealed) => sealing.open('a', sealed.slice(0, -3))],
    ['changed by one letter', (sealed) => sealing.open('a', (sealed[20] === 'A' ? 'B' : 'A').padStart(21, sealed) + sealed.slice(21))], // prettier-ignore
    ['that is none', () => sealing.open('a', 'nonsense')],
    ['that is empty', () => sealing.open('a', '')],
  ])('%s opens nothing', (_, read) => expect(read(sealing.seal('a', 'text'))).toBeNull());
});
