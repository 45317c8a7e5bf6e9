import { readFileSync } from 'node:fs';
import { isMailAddress, mailAddress, parseSender } from './address.rules.js';

const localParts = (name: string) =>
  readFileSync(`test/fixtures/addresses/flanker-abridged_localpart_${name}.txt`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !/^# |^#$/.test(line));

describe('a mail address', () => {
  it.each(localParts('valid'))('accepts the local part %s', (local) => {
    expect(mailAddress(`${local}@example.com`)).toBe(`${local}@example.com`);
  });

  it.each(localParts('invalid'))('refuses the local part %s', (local) => {
    expect(isMailAddress(`${local}@example.com`)).toBe(false);
  });

  it.each([
    ['keeps the local part and lowers the domain', 'Ana.Silva@Example.COM', 'Ana.Silva@example.com'],
    [
      'gives an international domain its ASCII form',
      'jürgen'.replace('ü', 'ue') + '@bücher.example',
      'juergen@xn--bcher-kva.example',
    ],
    ['accepts a host without dots', 'root@localhost', 'root@localhost'],
  ])('%s', (_, given, expected) => expect(mailAddress(given)).toBe(expected));

  it.each([
    ['nothing', ''],
    ['no domain', 'ana@'],
    ['no local part', '@example.com'],
    ['two recipients', 'a@example.com, b@example.com'],
    ['a second recipient behind a line break', 'a@example.com>\r\nRCPT TO:<b@example.com'],
    ['a line feed', 'a@example.com\nBcc: b@example.com'],
    ['a NUL', 'a\0@example.com'],
    ['a NUL in quotes', '"a\0b"@example.com'],
    ['a line break in quotes', '"a\r\nb"@example.com'],
    ['a display name', 'Ana <ana@example.com>'],
    ['a letter beyond ASCII before the @', 'josé@example.com'],
    ['an address literal', 'a@[127.0.0.1]'],
    ['a label of 64 characters', `a@${'x'.repeat(64)}.com`],
    ['a local part of 65 characters', `${'x'.repeat(65)}@example.com`],
    ['255 characters', `a@${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.example.com`],
    ['an escaped domain', 'a@ex%61mple.com'],
    ['an international domain with an escape', 'a@bücher%2eexample'],
    ['a space', 'a b@example.com'],
    ['a hyphen at the end of a label', 'a@example-.com'],
    ['two dots', 'a@example..com'],
    ['a dot at the end', 'a@example.com.'],
  ])('refuses %s', (_, text) => {
    expect(() => mailAddress(text)).toThrow(expect.objectContaining({ code: 'mail.address' }));
  });
});

describe('a sender in a setting', () => {
  it.each([
    ['an address', 'ana@example.com', { address: 'ana@example.com' }],
    ['a name and an address', 'Ana Silva <ana@example.com>', { name: 'Ana Silva', address: 'ana@example.com' }],
    ['a quoted name', '"Silva, Ana \\"A\\"" <ana@example.com>', { name: 'Silva, Ana "A"', address: 'ana@example.com' }],
    ['an accent', 'Équipe <a@example.com>', { name: 'Équipe', address: 'a@example.com' }],
    ['no name', '<a@example.com>', { address: 'a@example.com' }],
  ])('reads %s', (_, text, expected) => expect(parseSender(text)).toEqual(expected));

  it.each(['', 'Ana', 'Ana <a@example.com>, b@example.com', 'A\r\nBcc: x@y.z <a@example.com>', '<a@b><c@d>'])(
    'refuses %j',
    (text) => {
      expect(() => parseSender(text)).toThrow(expect.objectContaining({ code: 'mail.address' }));
    },
  );
});
