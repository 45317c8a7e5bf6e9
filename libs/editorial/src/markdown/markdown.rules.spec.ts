import { readFileSync } from 'node:fs';
import { renderMarkdown } from './markdown.rules.js';

const html = (source: string) => renderMarkdown(source, 'block').html;
const text = (source: string) => renderMarkdown(source, 'block').text;
const problems = (source: string) => renderMarkdown(source, 'block').problems.map((p) => `${p.line} ${p.what}`);

describe('an author’s Markdown as HTML', () => {
  it.each([
    ['emphasis', '**b** *i* ~~s~~ `c`', '<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>'],
    ['a link', '[k](https://k.example/a?b=c&d=e)', '<p><a href="https://k.example/a?b=c&amp;d=e">k</a></p>'],
    ['a mail address', '[write](mailto:a@b.example)', '<p><a href="mailto:a@b.example">write</a></p>'],
    ['a heading', '## H', '<h2>H</h2>'],
    ['a list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a numbered list', '3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['a quote', '> q', '<blockquote>\n<p>q</p>\n</blockquote>'],
    ['code', '```js\na < b\n```', '<pre><code>a &lt; b\n</code></pre>'],
    ['a line break', 'a  \nb', '<p>a<br />\nb</p>'],
    ['a rule', '---', '<hr />'],
    [
      'a table',
      '|a|b|\n|-|-:|\n|1|2|',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th style="text-align:right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td style="text-align:right">2</td>\n</tr>\n</tbody>\n</table>',
    ],
    ['an address that is no link', 'see https://k.example', '<p>see https://k.example</p>'],
    ['names, kept for later', 'Hi {{rep.firstName}}', '<p>Hi {{rep.firstName}}</p>'],
    ['raw HTML, shown as it is written', '<b>x</b>', '<p>&lt;b&gt;x&lt;/b&gt;</p>'],
  ])('renders %s', (_what, source, expected) => {
    expect(html(source)).toBe(expected);
    expect(problems(source)).toEqual([]);
  });

  it('renders an option without a paragraph around it', () => {
    expect(renderMarkdown('The **K2**', 'inline')).toEqual({
      html: 'The <strong>K2</strong>',
      text: 'The K2',
      problems: [],
    });
  });
});

const ATTACKS: [string, string][] = [
  ['a script', '<script>alert(1)</script>'],
  ['an image with a handler', '<img src=x onerror=alert(1)>'],
  ['an SVG', '<svg/onload=alert(1)><animate onbegin=alert(1)>'],
  ['an iframe', '<iframe src="javascript:alert(1)"></iframe>'],
  ['a style', '<style>*{background:url(https://e.example)}</style><p style="position:fixed">x</p>'],
  ['a comment that is none', '<!--><img src=x onerror=alert(1)>-->'],
  ['CDATA', '<![CDATA[<script>alert(1)</script>]]>'],
  ['a javascript: link', '[x](javascript:alert(1))'],
  ['a javascript: link in capitals', '[x](JaVaScRiPt:alert(1))'],
  ['a javascript: link in entities', '[x](&#x6A;avascript&colon;alert(1))'],
  ['a javascript: link with a tab', '[x](java&Tab;script:alert(1))'],
  ['a javascript: link with a line end', '[x](<java&#x0A;script:alert(1)>)'],
  ['a javascript: link behind a control character', '[x](<&#1;javascript:alert(1)>)'],
  ['a javascript: autolink', '<javascript:alert(1)>'],
  ['a javascript: reference', '[x][y]\n\n[y]: javascript:alert(1)'],
  ['a data: link', '[x](data:text/html;base64,PHNjcmlwdD4=)'],
  ['a vbscript: link', '[x](vbscript:msgbox)'],
  ['a file: link', '[x](file:///etc/passwd)'],
  ['a link that breaks out of its attribute', '[x](https://e.example/"onmouseover="alert(1))'],
  ['a link title that breaks out', '[x](https://e.example "a\\" onmouseover=alert(1) b=\\"")'],
  ['a link in a link', '[a [b](javascript:alert(1)) c](https://e.example)'],
  ['an image in a link', '[![x](javascript:alert(1))](javascript:alert(2))'],
  ['an image with a data: address', '![x](data:image/svg+xml;base64,PHN2Zz4=)'],
  ['a tracking image', '![](https://e.example/pixel.gif)'],
  ['a fence language that breaks out', '``` "><script>alert(1)</script>\nx\n```'],
  ['a table cell', '|a|\n|-|\n|<script>alert(1)</script>|'],
  ['a heading', '## <svg onload=alert(1)>'],
  ['nested quotes and lists', '> - > 1. <script>alert(1)</script> [x](javascript:alert(1))'],
  ['half-open emphasis', '**<b onclick=alert(1)>*x**'],
  ['an entity that becomes a tag', '&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;'],
];

/** Parses what is left the way a browser would find tags and attributes: every tag and attribute must be on a short list. */
function harm(rendered: string): string[] {
  const found: string[] = [];
  for (const [, close, name = '', attributes = ''] of rendered.matchAll(/<(\/?)([^\s/>]*)([^>]*)>/g)) {
    if (!/^(p|strong|em|s|a|ul|ol|li|code|pre|blockquote|h[234]|br|hr|table|thead|tbody|tr|th|td)$/.test(name))
      found.push(name);
    const allowed =
      /^(?: href="(?:https?:\/\/|mailto:)[^"<>]*"| start="\d+"| style="text-align:(?:left|right|center)")?(?: \/)?$/;
    if (!allowed.test(attributes) || (close && attributes)) found.push(`${name}${attributes}`);
  }
  return found;
}

describe('hostile Markdown', () => {
  it.each(ATTACKS)('%s does no harm', (_what, source) => {
    for (const form of ['block', 'inline'] as const) expect(harm(renderMarkdown(source, form).html)).toEqual([]);
  });

  it('is what the check above would find in unsafe HTML', () => {
    expect(harm('<p>x</p><img src=x><a href="javascript:x">y</a><a href="https://e" onclick="x">z</a>')).toHaveLength(
      4,
    );
  });

  it.each(
    ATTACKS.filter(
      ([, source]) => /javascript|data:|vbscript|file:|!\[/i.test(source) && /\]\(|\]\[|^<java/.test(source),
    ),
  )('%s is also a fault', (_what, source) => {
    expect(problems(source)).not.toEqual([]);
  });

  it.each(
    (JSON.parse(readFileSync('test/fixtures/content/naughty-strings.json', 'utf8')) as string[]).map((s) => [
      JSON.stringify(s).slice(0, 50),
      s,
    ]),
  )('%s renders without harm', (_shown, source) => {
    for (const form of ['block', 'inline'] as const) {
      const rendered = renderMarkdown(source, form);
      expect(harm(rendered.html)).toEqual([]);
      expect(typeof rendered.text).toBe('string');
    }
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['stars', '*a '.repeat(60_000)],
    ['quotes', '>'.repeat(190_000)],
    ['open links', '[a](b'.repeat(30_000)],
    ['images', '!['.repeat(60_000)],
    ['entities', '&'.repeat(190_000)],
  ])('of 200 KB of %s ends in good time', (_what, source) => {
    // Some 300 ms; an exponential reading would never end.
    expect(renderMarkdown(source, 'block').html.length).toBeGreaterThan(0);
  });
});

describe('an author’s Markdown as plain text', () => {
  it.each([
    ['paragraphs', 'a\nb\n\nc', 'a b\n\nc'],
    ['emphasis', '**b** *i* `c`', 'b i c'],
    ['a link', 'See [the sheet](https://k.example/k2).', 'See the sheet (https://k.example/k2).'],
    [
      'a link that is its address',
      '[https://k.example](https://k.example) <https://k.example/b>',
      'https://k.example https://k.example/b',
    ],
    ['a mail address', '[Write](mailto:a@b.example) <mailto:c@d.example>', 'Write (a@b.example) mailto:c@d.example'],
    ['a list', 'x\n\n- a\n- b **c**', 'x\n\n- a\n- b c'],
    ['a numbered list', '9. a\n10. b', '9. a\n10. b'],
    ['a list in a list', '- a\n  - b\n    1. c\n- d', '- a\n  - b\n    1. c\n- d'],
    ['a loose list', '- a\n\n  more\n- b', '- a\n\n  more\n\n- b'],
    ['a quote', '> a\n>\n> b', '> a\n>\n> b'],
    ['code', '```\na\n  b\n```', 'a\n  b'],
    ['a heading', '## H\ntext', 'H\n\ntext'],
    ['a line break', 'a  \nb', 'a\nb'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['a table', '|a|b|\n|-|-|\n|1|**2**|', 'a | b\n1 | 2'],
    ['entities and escapes', '&eacute; &amp; \\*', 'é & *'],
    ['raw HTML', '<b>x</b>', '<b>x</b>'],
    ['names', 'Hi {{rep.firstName}}', 'Hi {{rep.firstName}}'],
  ])('renders %s', (_what, source, expected) => {
    expect(text(source)).toBe(expected);
  });
});

describe('what must not be published', () => {
  it.each([
    ['on its line of a paragraph', 'a\nb ![x](y)', ['1 images cannot be sent']],
    ['in a list', '- a\n- [b](/c)', ['1 the link /c is not a whole address']],
    ['in a table', '|a|\n|-|\n|[b](ftp://c)|', ['2 the link ftp://c starts with ftp:, which is not allowed']],
    [
      'each time',
      '{{a}}\n\n{{b}} {{rep.lastName}}',
      ['0 `{{a}}` is not a name that can be filled in', '2 `{{b}}` is not a name that can be filled in'],
    ],
    ['even in code', '`{{a}}`', ['0 `{{a}}` is not a name that can be filled in']],
    ['as a heading that is too small', '##### x', ['0 a heading of level 5']],
  ])('is found %s', (_where, source, expected) => {
    expect(problems(source)).toEqual(expected);
  });
});
