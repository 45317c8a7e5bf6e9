import { mediumFor, pathOf } from './negotiation.rules.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('HTML or JSON', () => {
  it.each([
    ['a browser on a page', BROWSER, '/a/x', 'html'],
    ['a browser on the API', BROWSER, '/api/v1/boards/x', 'html'],
    ['a program on a page', 'application/json', '/a/x', 'json'],
    ['a program that knows problem details', 'application/problem+json', '/a/x', 'json'],
    ['a scanner without an Accept header', undefined, '/a/x', 'html'],
    ['curl on a page', '*/*', '/a/x', 'html'],
    ['curl on the API', '*/*', '/api/v1/boards/x', 'json'],
    ['curl on the health check', '*/*', '/readyz', 'json'],
    ['curl on the mailbox of programs', '*/*', '/mailbox/messages/3', 'json'],
    ['curl on the mailbox of people', '*/*', '/mailbox/3', 'html'],
    ['somebody who takes both', 'text/html, application/json', '/api/v1/x', 'json'],
    ['nonsense', ';;;,', '/', 'html'],
  ])('%s', (_, accept, path, medium) => {
    expect(mediumFor(accept, path)).toBe(medium);
  });

  it.each([
    ['/a/x?choice=b', '/a/x'],
    ['/a/x#y', '/a/x'],
    ['', ''],
  ])('the path of %j is %j', (url, path) => {
    expect(pathOf(url)).toBe(path);
  });
});
