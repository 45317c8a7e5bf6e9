import fc from 'fast-check';
import { fillNames, strayBraces, type Names } from './names.rules.js';

const ana: Names = { rep: { firstName: 'Ana', lastName: 'Núñez' }, partner: { name: 'Frost & Fils "SA"' } };
const nobody: Names = { rep: { firstName: '', lastName: ' ' }, partner: { name: 'P-1' } };

describe('names in a text', () => {
  it.each([
    ['first name', 'Hi {{rep.firstName}}!', 'Hi Ana!'],
    ['all of them', '{{rep.firstName}} {{rep.lastName}}, {{partner.name}}', 'Ana Núñez, Frost & Fils "SA"'],
    ['twice', '{{rep.firstName}}{{rep.firstName}}', 'AnaAna'],
    [
      'nothing else',
      '{{constructor}} {{rep}} {{rep.email}} {rep.firstName}',
      '{{constructor}} {{rep}} {{rep.email}} {rep.firstName}',
    ],
    ['nothing in triple braces', '{{{rep.firstName}}} {{{rep.firstName}}', '{{{rep.firstName}}} {{{rep.firstName}}'],
  ])('are filled in: %s', (_what, template, expected) => {
    expect(fillNames(template, ana, 'text')).toBe(expected);
  });

  it('are escaped in HTML', () => {
    const names = { rep: { firstName: `<img src=x onerror='a("b")'>`, lastName: '&' }, partner: { name: '' } };
    expect(fillNames('<p>{{rep.firstName}} {{rep.lastName}}</p>', names, 'html')).toBe(
      '<p>&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt; &amp;</p>',
    );
  });

  it('never are templates themselves, nor patterns of a replacement', () => {
    const names = { rep: { firstName: '{{rep.lastName}}', lastName: "$& $1 $'" }, partner: { name: '' } };
    expect(fillNames('{{rep.firstName}} {{rep.lastName}}', names, 'text')).toBe("{{rep.lastName}} $& $1 $'");
  });

  it('bring no line end into a subject', () => {
    const names = { rep: { firstName: 'Ana\r\nBcc: x@y.example', lastName: '' }, partner: { name: '' } };
    expect(fillNames('Hi {{rep.firstName}}', names, 'text')).toBe('Hi Ana Bcc: x@y.example');
  });

  it.each([
    ['Welcome, {{rep.firstName}}. Go.', 'Welcome. Go.'],
    ['Bonjour {{rep.firstName}}, voici', 'Bonjour, voici'],
    ['Welcome, {{rep.firstName}}, to us', 'Welcome, to us'],
    ['{{rep.firstName}}, a question', 'a question'],
    ['<p>{{rep.firstName}} {{rep.lastName}}, hello</p>', '<p>, hello</p>'],
    ['{{rep.firstName}} of {{partner.name}}', ' of P-1'],
  ])('that are unknown leave with their comma: %s', (template, expected) => {
    expect(fillNames(template, nobody, 'html')).toBe(expected);
  });

  it('hold for any name: nothing unescaped gets into HTML, nothing is lost in text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const names = { rep: { firstName: `a${name}b`, lastName: '' }, partner: { name: '' } };
        const html = fillNames('[{{rep.firstName}}]', names, 'html');
        expect(html).not.toMatch(/[<>"']/);
        expect(fillNames('[{{rep.firstName}}]', names, 'text')).toBe(
          `[a${name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}b]`,
        );
      }),
    );
  });
});

describe('double braces around anything else', () => {
  it.each([
    ['{{rep.firstName}} {{partner.name}}', []],
    ['{{ rep.firstName }}', ['{{ rep.firstName }}']],
    ['{ "a": { "b": 1 }}', []],
    ['{{x}} and {{#if y}}', ['{{x}}', '{{#if y}}']],
    ['{{{rep.firstName}}}', ['{{{rep.firstName}}}']],
    ['{{', ['{{']],
    ['{{rep.firstName', ['{{rep.firstName']],
    [`{{${'x'.repeat(100)}}}`, [`{{${'x'.repeat(40)}`]],
  ])('are found in %s', (text, expected) => {
    expect(strayBraces(text).map((s) => s.written)).toEqual(expected);
  });
});
