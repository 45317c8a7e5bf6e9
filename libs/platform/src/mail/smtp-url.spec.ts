import { inspect } from 'node:util';
import { describeSmtp, parseSmtpUrl, SMTP_TIMEOUTS } from './smtp-url.js';

const faultsOf = (url: string): string[] => {
  try {
    parseSmtpUrl(url);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'smtp.url' });
    return (error as { details: { where: string }[] }).details.map(({ where }) => where);
  }
};

describe('the address of a relay', () => {
  it.each([
    [
      'a local relay',
      'smtp://localhost',
      { host: 'localhost', port: 25, tls: 'opportunistic', checkCertificate: false, pool: 10 },
    ],
    [
      'a provider with a password: encryption or nothing',
      'smtp://me%40acme.example:p%40ss%2F%23@smtp.acme.example',
      { port: 587, tls: 'required', checkCertificate: true, credentials: { user: 'me@acme.example' } },
    ],
    ['TLS from the first byte', 'smtps://u:p@mail.example', { port: 465, tls: 'implicit', checkCertificate: true }],
    ['a port', 'smtp://mail.example:2525/', { port: 2525 }],
    ['an IPv6 address', 'smtp://[::1]:2525', { host: '::1', port: 2525 }],
    [
      'every option',
      'smtp://u:p@mail.example?pool=25&messages=100&tls=off&certificate=unchecked&name=relais.example&timeout=5',
      {
        pool: 25,
        messagesPerConnection: 100,
        tls: 'off',
        checkCertificate: false,
        name: 'relais.example',
        timeouts: { ...SMTP_TIMEOUTS, command: 5000 },
      },
    ],
  ])('%s', (_, url, expected) => expect(parseSmtpUrl(url)).toMatchObject(expected));

  it.each([
    ['another scheme', 'http://mail.example', ['scheme']],
    ['no host', 'smtp://', ['host']],
    ['nothing', '', ['url']],
    ['a path', 'smtp://mail.example/inbox', ['path']],
    ['a fragment', 'smtp://mail.example#x', ['fragment']],
    ['port 0', 'smtp://mail.example:0', ['port']],
    ['port 70000', 'smtp://mail.example:70000', ['url']],
    ['a user alone', 'smtp://user@mail.example', ['credentials']],
    ['a password that was not encoded', 'smtp://user:pa#ss@mail.example', ['url']],
    ['half an escape', 'smtp://user:100%@mail.example', ['url']],
    ['a line break in the password', 'smtp://user:a%0d%0ab@mail.example', ['credentials']],
    ['an unknown option', 'smtp://mail.example?polo=3', ['options']],
    ['a pool of 0', 'smtp://mail.example?pool=0', ['pool']],
    ['a pool of 201', 'smtp://mail.example?pool=201', ['pool']],
    ['an option given twice', 'smtp://mail.example?pool=1&pool=2', ['pool']],
    ['a password that might go in the clear', 'smtp://u:p@mail.example?tls=opportunistic', ['tls']],
    ['STARTTLS inside TLS', 'smtps://mail.example?tls=required', ['tls']],
    ['a name with a line break', 'smtp://mail.example?name=a%0aB', ['name']],
    ['several faults, all told at once', 'http://mail.example/x?pool=x&tls=y', ['scheme', 'path', 'tls', 'pool']],
  ])('refuses %s', (_, url, faults) => expect(faultsOf(url)).toEqual(faults));

  it.each([
    'smtp://user:hunter2@mail.example?polo=1',
    'smtp://user:hun#ter2@mail.example',
    'smtp://hunter2:x@mail.example/hunter2',
    'http://user:hunter2@h',
  ])('never repeats a secret: %s', (url) => {
    let told = '';
    try {
      parseSmtpUrl(url);
    } catch (error) {
      told = JSON.stringify([
        (error as Error).message,
        (error as { details: unknown }).details,
        (error as Error).stack,
        (error as Error).cause,
      ]);
    }
    expect(told).not.toBe('');
    expect(told).not.toMatch(/hunter2|ter2/);
  });

  it('holds the password where JSON and logs do not show it', () => {
    const target = parseSmtpUrl('smtp://user:hunter%2F2@mail.example');
    expect(target.credentials!.pass()).toBe('hunter/2');
    expect(JSON.stringify(target) + inspect(target, { depth: 9 })).not.toMatch(/hunter/);
  });

  it('is described without user and password', () => {
    expect(describeSmtp(parseSmtpUrl('smtp://user:hunter2@mail.example'))).toBe('smtp://***@mail.example:587');
    expect(describeSmtp(parseSmtpUrl('smtps://[::1]'))).toBe('smtps://[::1]:465');
  });
});
