import { isSameSite } from './same-site.rules.js';

const OURS = 'https://learn.example.com';
const asked = (secFetchSite?: string, origin?: string, host: string | undefined = 'learn.example.com') =>
  isSameSite({ secFetchSite, origin, host }, OURS);

describe('a request that changes something', () => {
  it.each([
    ['a page of ours', 'same-origin', OURS, 'learn.example.com'],
    ['a page of ours, by plain http', undefined, OURS, 'learn.example.com'],
    ['a page of ours under another name of this server', undefined, 'http://192.168.1.9:3000', '192.168.1.9:3000'],
  ])('of %s is let through', (_, site, origin, host: string) => expect(asked(site, origin, host)).toBe(true));

  it.each([
    ['a foreign page', 'cross-site', 'https://evil.example'],
    ['a neighbour', 'same-site', 'https://blog.example.com'],
    ['the address bar', 'none', undefined],
    ['a foreign page, by plain http', undefined, 'http://evil.example'],
    ['a frame without origin', undefined, 'null'],
    ['nobody who says where', undefined, undefined],
    ['a foreign page that names our origin beside', 'cross-site', OURS],
    ['a look-alike', undefined, 'https://learn.example.com.evil.example'],
  ])('of %s is refused', (_, site, origin) => expect(asked(site, origin)).toBe(false));
});
