import { parseImapUrl } from './imap-url.js';

describe('the address of a mailbox', () => {
  it.each([
    [
      'imaps://a%40x.example:p%2Fss@imap.x.example/INBOX',
      { port: 993, tls: 'implicit', user: 'a@x.example', mailbox: 'INBOX', moveTo: null },
    ],
    ['imaps://a:b@imap.x.example', { mailbox: 'INBOX', checkCertificate: true }],
    [
      'imap://a:b@imap.x.example:1143/R%C3%A9ponses?move=Done&certificate=unchecked',
      { port: 1143, tls: 'required', mailbox: 'Réponses', moveTo: 'Done', checkCertificate: false },
    ],
    ['imap://a:b@[::1]/INBOX?tls=off', { host: '::1', port: 143, tls: 'off' }],
  ])('%s', (text, parts) => expect(parseImapUrl(text)).toMatchObject(parts));

  it('keeps the password out of JSON', () => {
    const source = parseImapUrl('imaps://a:secret@imap.x.example');
    expect([source.pass(), JSON.stringify(source)]).toEqual(['secret', expect.not.stringContaining('secret')]);
  });

  it.each([
    ['nothing to log in with', 'imaps://imap.x.example/INBOX'],
    ['another protocol', 'pop3://a:secret@imap.x.example'],
    ['an option there is not', 'imaps://a:secret@imap.x.example/?folder=x'],
    ['TLS twice', 'imaps://a:secret@imap.x.example/?tls=off'],
    ['no address at all', 'imaps://a:se%cret@'],
  ])('refuses %s, without repeating the password', (_, text) => {
    const read = () => parseImapUrl(text);
    expect(read).toThrow(
      expect.objectContaining({ code: 'imap.url', message: expect.not.stringContaining('secret') as string }),
    );
  });
});
