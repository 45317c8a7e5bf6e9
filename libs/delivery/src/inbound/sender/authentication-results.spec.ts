import { aligned, vouchedBy } from './authentication-results.rules.js';

const SERVER = 'mx.kelvane.example';

describe('what the mail server in front vouches for', () => {
  it.each<[string, string[], unknown[]]>([
    [
      'DMARC',
      [`${SERVER}; dmarc=pass (p=none dis=none) header.from=acme.example`],
      [{ method: 'dmarc', domain: 'acme.example' }],
    ],
    [
      'DKIM and SPF, with version and comments',
      [
        `${SERVER} 1;\r\n dkim=pass (2048-bit key; unprotected) header.d=Acme.example header.i=@acme.example header.s=s1;\r\n spf=pass (${SERVER}: domain of zoe@acme.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=zoe@acme.example`,
      ],
      [
        { method: 'dkim', domain: 'acme.example' },
        { method: 'spf', domain: 'acme.example' },
      ],
    ],
    [
      'nothing that failed',
      [`${SERVER}; dmarc=fail header.from=acme.example; spf=softfail smtp.mailfrom=a@acme.example`],
      [],
    ],
    ['nothing that passed without a domain', [`${SERVER}; dmarc=pass`], []],
    ['nothing that another server says', [`mx.elsewhere.example; dmarc=pass header.from=acme.example`], []],
    ['nothing that a comment says', [`(${SERVER}; dmarc=pass header.from=acme.example) x; dmarc=none`], []],
    [
      'nothing below its own first header',
      [`${SERVER}; dmarc=fail header.from=acme.example`, `${SERVER}; dmarc=pass header.from=acme.example`],
      [],
    ],
  ])('%s', (_, values, vouched) => expect(vouchedBy(values, SERVER)).toEqual(vouched));

  it.each([
    ['acme.example', 'acme.example', true],
    ['acme.example', 'paris.acme.example', true],
    ['mail.acme.example', 'acme.example', true],
    ['evil-acme.example', 'acme.example', false],
    ['example', 'acme.example', false],
    ['acme.example', 'acme.example.evil.test', false],
    ['', 'acme.example', false],
  ])('a proof of %j for %j: %s', (proven, claimed, holds) => expect(aligned(proven, claimed)).toBe(holds));
});
