import { textOfHtml } from './html-text.rules.js';
import { replyText } from './reply-text.rules.js';

const HEADER =
  'Le lun. 2 avr. 2012 à 18:26, Ana &lt;<a href="mailto:ana@example.com">ana@example.com</a>&gt; a écrit :';

it.each([
  ['words in a line', '<b>B</b>, <i>je</i> pense', 'B, je pense'],
  ['lines', 'a<br>b<br/>c<BR >d', 'a\nb\nc\nd'],
  ['divs', '<div>a</div><div>b</div><div><br></div><div>c</div>', 'a\nb\n\nc'],
  ['paragraphs', '<p>a</p><p>b</p>', 'a\n\nb'],
  ['paragraphs of Word', '<p class=MsoNormal>a</p><p class="MsoNormal">b</p>', 'a\nb'],
  ['a list', '<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
  ['a table', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['a quote', 'a<blockquote type="cite">b<br>c</blockquote>d', 'a\n\n> b\n> c\n\nd'],
  ['a quote in a quote', '<blockquote>b<blockquote>c</blockquote></blockquote>', '> b\n>\n> > c'],
  ['an indented paragraph', '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">B</blockquote>', 'B'],
  ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
  ['a link', '<a href="https://example.com">site</a>', 'site'],
  ['a picture', 'a<img src="http://example.com/x.gif" alt="logo">b', 'ab'],
  [
    'characters by name',
    '&eacute;&agrave;&ccedil;&oelig;&rsquo;&euro;&#233;&#xe9;&amp;&lt;p&gt;&quot;',
    'éàçœ’€éé&<p>"',
  ],
  ['characters by name, twice escaped', '&amp;eacute; &amp;lt;', '&eacute; &lt;'],
  ['white space', ' a \n\t b&nbsp;c ', 'a b c'],
  ['scripts, styles and comments', 'a<script>x("</p>")</script><style>p{}</style><!-- <p>z --><title>t</title>b', 'ab'],
  ['conditional comments', '<!--[if mso]><p>x</p><![endif]--><![if !mso]>B<![endif]>', 'B'],
  ['a tag that holds a >', '<div title="a>b">B</div>', 'B'],
  ['signs that are no tags', 'a < b, 3<5 & c > d', 'a < b, 3<5 & c > d'],
  ['a tag that never ends', 'B <img src="x', 'B <img src="x'],
  ['capitals that grow in lower case', 'İİİ<STYLE>x</STYLE>B', 'İİİB'],
  ['nothing', '', ''],
])('%s', (_what, html, expected) => {
  expect(textOfHtml(html)).toBe(expected);
});

it.each([
  [
    'Gmail',
    `<div dir="ltr">B</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${HEADER}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><p>Laquelle ?</p></blockquote></div>`,
  ],
  [
    'Apple Mail',
    `<html><body>B<br><div><br><blockquote type="cite"><div>Le 2 avr. 2012 à 18:26, Ana &lt;ana@example.com&gt; a écrit :</div><br><div>Laquelle ?</div></blockquote></div></body></html>`,
  ],
  [
    'Apple Mail on a phone',
    `B<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote type="cite">${HEADER}<br><br></blockquote></div><blockquote type="cite"><div>Laquelle ?</div></blockquote>`,
  ],
  [
    'Outlook',
    '<div class=WordSection1><p class=MsoNormal>B<o:p></o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=MsoNormal><b>De&nbsp;:</b> Ana &lt;ana@example.com&gt;<br><b>Envoyé&nbsp;:</b> lundi 2 avril 2012 18:26<br><b>À&nbsp;:</b> Paul<br><b>Objet&nbsp;:</b> Laquelle ?</p></div><p class=MsoNormal>Bonjour</p></div>',
  ],
  [
    'Outlook in a language not known here',
    '<p class=MsoNormal>B</p><div id="divRplyFwdMsg" dir="ltr"><b>Zza:</b> Ana<br><b>Zzb:</b> hunda</div><div>Bonjour</div>',
  ],
  [
    'Outlook on the web',
    '<div>B</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>De :</b> Ana &lt;ana@example.com&gt;<br><b>Envoyé :</b> lundi 2 avril 2012 18:26<br><b>À :</b> Paul<br></div><div>Bonjour</div>',
  ],
  [
    'Outlook on a phone',
    '<div>B</div><div id="ms-outlook-mobile-signature">Télécharger <a href="https://aka.example/o">Outlook pour iOS</a></div><div id="mail-editor-reference-message-container"><div><b>De :</b> Ana</div><div>Bonjour</div></div>',
  ],
  [
    'Yahoo',
    `<div>B</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>Le lundi 2 avril 2012 à 18:26:00 UTC+2, Ana &lt;ana@example.com&gt; a écrit :</div><div>Laquelle ?</div></div>`,
  ],
  [
    'Thunderbird',
    '<p>B</p><div class="moz-cite-prefix">Le 02/04/2012 à 18:26, Ana a écrit :<br></div><blockquote type="cite">Laquelle ?</blockquote>',
  ],
  [
    'Proton',
    '<div>B</div><div class="protonmail_quote">Le lundi 2 avril 2012 à 18:26, Ana &lt;ana@example.com&gt; a écrit :<br><blockquote class="protonmail_quote" type="cite">Laquelle ?</blockquote></div>',
  ],
  [
    'Zoho',
    `<div>B</div><div class="zmail_extra"><div>---- On Mon, 02 Apr 2012 18:26:00 +0200 <b>Ana</b> wrote ---</div><blockquote>Laquelle ?</blockquote></div>`,
  ],
])('the answer in a reply by %s', (_program, html) => {
  expect(replyText(textOfHtml(html), { marked: true })).toMatchObject({ text: 'B', ownWords: 'B' });
  expect(replyText(textOfHtml(html))).toMatchObject({ text: 'B', ownWords: 'B' });
});

it.each([
  ['that begins with a typed >', '<div>&gt; 50 %</div><blockquote>Un ?</blockquote>', '> 50 %'],
  ['whose lines begin with a typed >', '<div>Stock :<br>&gt; 5<br>&#62; 6</div>', 'Stock :\n > 5\n > 6'],
  ['above a quote without a header', 'B<blockquote>Un ?</blockquote>', 'B'],
  ['below one', '<blockquote>Un ?</blockquote>B', 'B'],
  ['around one', '<div>B</div><blockquote>Un ?</blockquote><div>Merci</div>', 'B\nMerci'],
  [
    'between two',
    '<blockquote>Un ?</blockquote>A<blockquote>Deux ?</blockquote>B<blockquote>Trois ?</blockquote>',
    '> Un ?\n\nA\n\n> Deux ?\n\nB',
  ],
  ['nowhere', '<blockquote>Un ?</blockquote>', ''],
])('an answer in HTML %s', (_where, html, expected) => {
  expect(replyText(textOfHtml(html), { marked: true }).text).toBe(expected);
});

it.each([
  ['text', 'a'.repeat(5_000_000)],
  ['signs', '<'.repeat(1_000_000)],
  ['open divs', '<div>'.repeat(200_000)],
  ['tags that close nothing', `${'<b>'.repeat(100_000)}${'</i>'.repeat(100_000)}`],
  ['quotes', '<blockquote>'.repeat(100_000)],
  ['comments', '<!--'.repeat(300_000)],
  ['ampersands', '&'.repeat(500_000)],
  ['unclosed tags', '<a '.repeat(500_000)],
  ['scripts', '<script>'.repeat(100_000)],
  ['scripts that close', '<script></script>'.repeat(50_000)],
  ['attributes', `<div class="${'x '.repeat(1_000_000)}`],
  ['spaces that do not break', `a${'&nbsp;'.repeat(300_000)}b`],
  ['quoted line ends', `<blockquote>${'<br>'.repeat(200_000)}</blockquote>b`],
  ['quotation marks', '<div a="'.repeat(200_000)],
])('hostile %s take time in proportion', (_what, html) => {
  expect(typeof textOfHtml(html)).toBe('string');
});
