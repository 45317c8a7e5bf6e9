import { readFileSync } from 'node:fs';
import { readEmail } from './email.rules.js';
import { Refusal } from './refusal.js';

const localParts = (name: string) =>
  readFileSync(`test/fixtures/addresses/flanker-abridged_localpart_${name}.txt`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && line !== '#' && !line.startsWith('# '));

describe('mail addresses', () => {
  it.each(localParts('valid'))('%s@example.com is one', (local) => {
    expect(readEmail(`${local}@example.com`)).toBe(`${local.toLowerCase()}@example.com`);
  });

  it.each(localParts('invalid'))('%s@example.com is none', (local) => {
    expect(readEmail(`${local}@example.com`)).toBeInstanceOf(Refusal);
  });

  it.each([
    ['Ana.Lopez@Example.COM', 'ana.lopez@example.com'],
    ["o'neil+relais@mail.example.co.uk", "o'neil+relais@mail.example.co.uk"],
    ['zoe@münchen.example', 'zoe@xn--mnchen-3ya.example'],
    ['zoe@例え.テスト', 'zoe@xn--r8jz45g.xn--zckzah'],
    ['a@xn--mnchen-3ya.example', 'a@xn--mnchen-3ya.example'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    ['a@1.example', 'a@1.example'],
  ])('%s is kept as %s', (text, kept) => expect(readEmail(text)).toBe(kept));

  it.each([
    ['', 'write one such as ana@example.com'],
    ['ana', 'write one such as ana@example.com'],
    ['@example.com', 'write one such as ana@example.com'],
    ['ana@', 'write one such as ana@example.com'],
    ['ana@localhost', 'after the @ a full domain, such as example.com'],
    ['ana@192.168.0.1', 'after the @ a full domain, such as example.com'],
    ['ana@[192.168.0.1]', 'after the @ a full domain, such as example.com'],
    ['ana@-example.com', 'after the @ a full domain, such as example.com'],
    ['ana@example..com', 'after the @ a full domain, such as example.com'],
    ['ana@exa mple.com', 'after the @ a full domain, such as example.com'],
    ['ana@example.com.', 'after the @ a full domain, such as example.com'],
    ['ana@ex%61mple.com', 'after the @ a full domain, such as example.com'],
    [`ana@${'a'.repeat(64)}.com`, 'after the @ a full domain, such as example.com'],
    ['josé@example.com', 'mail reaches only ASCII letters before the @: ask for another one'],
    ['\u212aana@example.com', 'mail reaches only ASCII letters before the @: ask for another one'],
    [`${'a'.repeat(65)}@example.com`, 'at most 64 characters before the @'],
    ['Ana <ana@example.com>', 'only the address, such as ana@example.com, without name, spaces or brackets'],
    ['ana@example.com, bob@example.com', 'only the address, such as ana@example.com, without name, spaces or brackets'],
    ['mailto:ana@example.com', 'only the address, such as ana@example.com, without name, spaces or brackets'],
    ['ana@example.com\r\nbcc:x@y.com', 'only the address, such as ana@example.com, without name, spaces or brackets'],
    [`ana@${'a.'.repeat(124)}com`, 'at most 254 characters'],
  ])('%j is refused: %s', (text, fix) => expect(readEmail(text)).toMatchObject({ fix }));
});
