import { readEnv } from './env.js';

const faults = (given: Record<string, string>): string[] => {
  try {
    readEnv(given);
    return [];
  } catch (error) {
    return (error as { details: { where: string }[] }).details.map(({ where }) => where);
  }
};

describe('the settings of OpenID Connect', () => {
  it.each([
    ['none of them', {}],
    [
      'a confidential client',
      {
        RELAIS_OIDC_ISSUER: 'https://login.example.com',
        RELAIS_OIDC_CLIENT_ID: 'relais',
        RELAIS_OIDC_CLIENT_SECRET: 's',
      },
    ],
    ['a public client', { RELAIS_OIDC_ISSUER: 'https://login.example.com/realms/a', RELAIS_OIDC_CLIENT_ID: 'relais' }],
    ['a provider on this machine', { RELAIS_OIDC_ISSUER: 'http://localhost:8080', RELAIS_OIDC_CLIENT_ID: 'relais' }],
  ])('%s are taken', (_, given) => expect(faults(given as Record<string, string>)).toEqual([]));

  it.each([
    ['an issuer without client', { RELAIS_OIDC_ISSUER: 'https://login.example.com' }, 'RELAIS_OIDC_CLIENT_ID'],
    ['a client without issuer', { RELAIS_OIDC_CLIENT_ID: 'relais' }, 'RELAIS_OIDC_ISSUER'],
    [
      'plain http elsewhere',
      { RELAIS_OIDC_ISSUER: 'http://login.example.com', RELAIS_OIDC_CLIENT_ID: 'relais' },
      'RELAIS_OIDC_ISSUER',
    ],
    [
      'a look-alike of this machine',
      { RELAIS_OIDC_ISSUER: 'http://localhost.example.com', RELAIS_OIDC_CLIENT_ID: 'relais' },
      'RELAIS_OIDC_ISSUER',
    ],
    ['strangers as programme admins', { RELAIS_OIDC_NEW_ACCOUNTS: 'programme-admin' }, 'RELAIS_OIDC_NEW_ACCOUNTS'],
  ])('%s is refused', (_, given, where) => expect(faults(given as Record<string, string>)).toEqual([where]));
});
