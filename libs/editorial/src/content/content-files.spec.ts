import { edited, filesOf, inFolder, soundFiles, type Files } from '../../../../test/fixtures/content/content-folder.js';
import { readContent } from './content-files.js';

const LINE = 'lines/welcome/line.yaml';
const SEASON = 'lines/season/line.yaml';
const INFO = 'lines/welcome/010-hello.en.md';
const QUIZ = 'lines/welcome/020-which-probe.en.md';
const QUIZ_FR = 'lines/welcome/020-which-probe.fr.md';
const POLL = 'lines/welcome/040-your-customers.en.md';
const OPEN = 'lines/welcome/050-your-words.en.md';
const VIDEO = 'lines/season/010-film.fr.md';
const VIDEO_EN = 'lines/season/010-film.en.md';
const PLANNED = 'lines/season/020-rappel.fr.md';
const BOM = '\ufeff';

const sound = soundFiles();
const faultsOf = (files: Files) =>
  inFolder(
    files,
    async (dir) => (await readContent(dir, { knownSegments: new Set(['all-sellers', 'pharma']) })).faults,
  );
const without = (file: string): Files => Object.fromEntries(Object.entries(sound).filter(([name]) => name !== file));
const edit = (file: string, search: string, replacement: string) => edited(sound, file, search, replacement);

describe('a content folder without a fault', () => {
  it('gives its lines and bricks, in order, with defaults filled in and remarks on what is outdated', async () => {
    const { lines, faults, remarks } = await inFolder(sound, (dir) => readContent(dir));
    expect(faults).toEqual([]);
    expect(lines.map((l) => [l.slug, l.bricks.map((b) => `${b.position} ${b.kind} ${b.slug}`)])).toEqual([
      ['season', ['10 video film', '20 info rappel']],
      [
        'welcome',
        ['10 info hello', '20 quiz which-probe', '30 quiz questions', '40 poll your-customers', '50 open your-words'],
      ],
    ]);
    const { bricks: _bricks, ...welcome } = lines[1]!;
    expect(welcome).toEqual({
      slug: 'welcome',
      name: { en: 'Welcome', fr: 'Bienvenue' },
      description: { en: 'The first week.', fr: 'La première semaine.' },
      locale: 'en',
      segments: ['all-sellers'],
      mode: 'sequence',
      start: 'enrolment',
      startsOn: null,
      weekdays: [1, 3, 5],
      at: '09:00',
      until: '18:00',
      spacing: 'ladder',
      answerWithinDays: 30,
      status: 'active',
    });
    expect(remarks).toEqual([
      {
        where: `${QUIZ_FR}:15`,
        what: 'outdated: revision 1, the master has 2',
        fix: 'translate what changed, then write `revision: 2`',
      },
    ]);
  });

  it('completes a translation from its master', async () => {
    const { lines } = await inFolder(sound, (dir) => readContent(dir));
    const [season, welcome] = lines;
    expect(welcome!.bricks[0]!.wordings.fr!.references).toEqual(welcome!.bricks[0]!.wordings.en!.references);
    expect(season!.bricks[0]!.wordings.en!.video).toEqual({ url: 'https://video.kelvane.example/en/k2', minutes: 2 });
    expect(welcome!.bricks[1]!.right).toEqual(['b']);
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => BOM + text],
    ['spaces at the ends of lines', (text: string) => text.replace('---\n', '---  \n')],
  ])('says the same with %s', async (_what, change) => {
    const changed = Object.fromEntries(Object.entries(sound).map(([name, text]) => [name, change(text)]));
    expect(await inFolder(changed, (dir) => readContent(dir))).toEqual(
      await inFolder(sound, (dir) => readContent(dir)),
    );
  });

  it('may hold notes: README.md and hidden files are not content', async () => {
    expect(
      await faultsOf({
        ...sound,
        'lines/README.md': 'x',
        'lines/welcome/README.md': 'x',
        'lines/welcome/.draft.md': 'x',
        'lines/.git/x': 'x',
      }),
    ).toEqual([]);
  });

  it('takes numbers and words that YAML would change as they are written', async () => {
    const files = edited(edited(sound, POLL, 'text: Restaurants', 'text: 14.0'), POLL, 'text: Pharmacies', 'text: No');
    const { lines, faults } = await inFolder(files, (dir) => readContent(dir));
    expect(faults).toEqual([]);
    expect(lines[1]!.bricks[3]!.wordings.en!.options.map((o) => o.text)).toEqual(['14.0', 'No']);
  });
});

describe('the demo content', () => {
  it('has no fault', async () => {
    const segments = Object.keys(filesOf('content/segments')).map((file) => file.replace('.yaml', ''));
    const { lines, faults } = await readContent('content', { knownSegments: new Set(segments) });
    expect(faults).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(new Set(lines.flatMap((l) => l.bricks.map((b) => b.kind)))).toEqual(
      new Set(['info', 'quiz', 'poll', 'open', 'video']),
    );
  });
});

/** One slip each: [what an author did, the files, where, what is said, how it says to mend it]. */
// prettier-ignore
const SLIPS: [string, Files, string, RegExp, RegExp][] = [
  ['no front matter', { ...sound, [INFO]: 'Hello' }, `${INFO}:1`, /no front matter/, /`---`/],
  ['front matter not closed', { ...sound, [INFO]: '---\nkind: info\ntitle: x\n' }, `${INFO}:1`, /not closed/, /`---`/],
  ['an empty file', { ...sound, [INFO]: '' }, `${INFO}:1`, /no front matter/, /`---`/],
  ['no body', edit(OPEN, 'What do you say when the door opens?', ''), `${OPEN}:8`, /no text/, /under the second/],
  ['a body that shows nothing', edit(OPEN, 'What do you say when the door opens?', '[x]: https://kelvane.example'), `${OPEN}:7`, /shows nothing/, /can be read/],
  ['a colon in a title', edit(INFO, 'title: Hello {{rep.firstName}}', 'title: Monday: hello'), `${INFO}:3`, /not valid YAML/, /in quotes/],
  ['a title that starts with a brace', edit(INFO, 'title: Hello {{rep.firstName}}', 'title: {{rep.firstName}}, hello'), `${INFO}:3`, /not valid YAML/, /in quotes/],
  ['a title that is only braces', edit(INFO, 'title: Hello {{rep.firstName}}', 'title: {{rep.firstName}}'), `${INFO}:3`, /`title` is not a text/, /in quotes/],
  ['a tab', edit(QUIZ, '    text: The **K8**', '\ttext: The **K8**'), `${QUIZ}:7`, /not valid YAML/, /spaces/],
  ['a key twice', edit(QUIZ, 'theme: range', 'theme: range\ntheme: value'), `${QUIZ}:5`, /keys must be unique/i, /keep one/],
  ['a YAML tag', edit(QUIZ, 'theme: range', 'theme: !!js/function x'), `${QUIZ}:4`, /tag/i, /quotes/],
  ['an alias', edit(QUIZ, 'theme: range', 'theme: &t range\nmultiple: *t'), `${QUIZ}:5`, /\*t is not allowed/, /write the text/],
  ['a key that does not exist', edit(QUIZ, 'explanation: |', 'explaination: |'), `${QUIZ}:13`, /`explaination` is not a key/, /did you mean `explanation`\?/],
  ['a key far from all', edit(QUIZ, 'theme: range', 'xyzzy: 1'), `${QUIZ}:4`, /`xyzzy` is not a key/, /the keys are kind, title/],
  ['a key of an option that does not exist', edit(QUIZ, 'right: true', 'rihgt: true'), `${QUIZ}:10`, /`rihgt` is not a key/, /did you mean `right`\?/],
  ['no kind', edit(INFO, 'kind: info\n', ''), `${INFO}:2`, /`kind` is missing/, /kind: quiz/],
  ['a kind that does not exist', edit(INFO, 'kind: info', 'kind: infos'), `${INFO}:2`, /`kind: infos` is not known/, /did you mean `info`\?/],
  ['no title', edit(POLL, 'title: Who do you visit most?\n', ''), `${POLL}:2`, /`title` is missing/, /subject/],
  ['an empty title', edit(POLL, 'title: Who do you visit most?', 'title:'), `${POLL}:3`, /`title` has no value/, /remove/],
  ['an invisible title', edit(POLL, 'title: Who do you visit most?', 'title: "\\u200b\\u200b"'), `${POLL}:3`, /`title` is empty/, /write a text/],
  ['a title with a NUL', edit(POLL, 'title: Who do you visit most?', 'title: "a\\0b"'), `${POLL}:3`, /U\+0000/, /remove/],
  ['a title with half a character', edit(POLL, 'title: Who do you visit most?', 'title: "a\\uD800b"'), `${POLL}:3`, /surrogate/, /remove/],
  ['a title of two lines', edit(POLL, 'title: Who do you visit most?', 'title: "a\\nb"'), `${POLL}:3`, /several lines/, /one line/],
  ['a title too long', edit(POLL, 'Who do you visit most?', 'x'.repeat(151)), `${POLL}:3`, /151 characters, more than 150/, /shorter/],
  ['another name in a title', edit(POLL, 'Who do you visit most?', 'Hi {{rep.email}}'), `${POLL}:3`, /`{{rep\.email}}` is not a name/, /only {{rep\.firstName}}/],
  ['another name in the body', edit(QUIZ, 'What do you quote?', 'What do\nyou {{#each x}}?'), `${QUIZ}:25`, /`{{#each x}}`/, /only {{rep/],
  ['triple braces', edit(QUIZ, 'What do you quote?', '{{{rep.firstName}}}'), `${QUIZ}:24`, /`{{{rep\.firstName}}}`/, /only/],
  ['braces as entities', edit(QUIZ, 'What do you quote?', '&#123;&#123;constructor}}'), `${QUIZ}:22`, /escapes/, /only/],
  ['a name in a link', edit(QUIZ, 'What do you quote?', '[x](https://kelvane.example/{{rep.lastName}})'), `${QUIZ}:24`, /address of a link/, /same for everybody/],
  ['a name in a reference', edit(QUIZ, 'title: K2 data sheet', 'title: K2 {{rep.firstName}}'), `${QUIZ}:17`, /title of a reference/, /title and in the text/],
  ['spaces around a name', edit(INFO, 'Welcome to', '{{ rep.firstName }}, welcome to'), `${INFO}:8`, /`{{ rep\.firstName }}`/, /only {{rep\.firstName}}/],
  ['a name in an option', edit(POLL, 'Pharmacies', '"{{rep.firstName}}"'), `${POLL}:6`, /a name in an option/, /title and in the text/],
  ['a name in the explanation', edit(OPEN, 'One good answer is short.', 'Well done {{rep.firstName}}.'), `${OPEN}:5`, /a name in an option or explanation/, /title and in the text/],
  ['an image', edit(QUIZ, 'What do you quote?', '![K2](https://kelvane.example/k2.png)'), `${QUIZ}:24`, /images/, /link to the picture/],
  ['a first-level heading', edit(QUIZ, 'What do you quote?', '# Quote'), `${QUIZ}:24`, /level 1/, /##/],
  ['a script link', edit(QUIZ, 'What do you quote?', '[x](javascript:alert(1))'), `${QUIZ}:24`, /javascript:, which is not allowed/, /https:\/\//],
  ['a relative link', edit(QUIZ, 'What do you quote?', '[x](/k2)'), `${QUIZ}:24`, /not a whole address/, /https:\/\//],
  ['a bad link in the explanation', edit(QUIZ, 'https://docs.kelvane.example/k2).', 'ftp://k2).'), `${QUIZ}:16`, /starts with ftp:/, /https:\/\//],
  ['a link in an option', edit(QUIZ, 'text: A thermometer', 'text: A [thermometer](https://x.example)'), `${QUIZ}:12`, /link in an option/, /references/],
  ['an option of two lines', edit(QUIZ, 'text: A thermometer', 'text: "a\\nb"'), `${QUIZ}:12`, /several lines/, /one line/],
  ['one option', edit(POLL, '  - { id: b, text: Pharmacies }\n', ''), `${POLL}:4`, /1 option; a choice has 2 to 6/, /add/],
  ['seven options', edit(POLL, '  - { id: b, text: Pharmacies }\n', 'bcdefg'.replace(/./g, '  - { id: $&, text: "$&." }\n')), `${POLL}:4`, /7 options/, /remove/],
  ['ids out of order', edit(POLL, 'id: b', 'id: c'), `${POLL}:6`, /option 2 has the id `c`/, /`id: b`/],
  ['an id in capitals', edit(POLL, 'id: b', 'id: B'), `${POLL}:6`, /has the id `B`/, /`id: b`/],
  ['an option without text', edit(POLL, '{ id: b, text: Pharmacies }', '{ id: b }'), `${POLL}:6`, /no `text`/, /id: a/],
  ['the same option twice', edit(POLL, 'Pharmacies', 'Restaurants'), `${POLL}:6`, /same text as option a/, /another text/],
  ['options that are no list', edit(POLL, /options:[\s\S]*(?=---\nThink)/.exec(sound[POLL]!)![0], 'options: yes\n'), `${POLL}:4`, /not a list/, /id: a/],
  ['a quiz without options', edit(QUIZ, /options:[\s\S]*(?=explanation)/.exec(sound[QUIZ]!)![0], ''), `${QUIZ}:2`, /`options` is missing for kind quiz/, /add options/],
  ['a quiz without a right answer', edit(QUIZ, '    right: true\n', ''), `${QUIZ}:5`, /no option is right/, /right: true/],
  ['two right answers in a single choice', edit(QUIZ, 'text: A thermometer', 'text: A thermometer\n    right: true'), `${QUIZ}:5`, /2 options are right \(b, c\)/, /multiple: true/],
  ['a quiz without explanation', edit('lines/welcome/030-questions.en.md', 'explanation: Stake and night.\n', ''), 'lines/welcome/030-questions.en.md:2', /`explanation` is missing/, /why/],
  ['a right answer in a poll', edit(POLL, 'text: Pharmacies', 'text: Pharmacies, right: true'), `${POLL}:4`, /poll has no right answer/, /kind: quiz/],
  ['options in an information', edit(INFO, 'kind: info', 'kind: info\noptions: []'), `${INFO}:3`, /`options` has no meaning for kind info/, /change the kind/],
  ['a video without address', edit(VIDEO, '  url: https://video.kelvane.example/fr/k2\n', ''), `${VIDEO}:4`, /no address/, /url: https/],
  ['a video without video', edit(VIDEO, 'video:\n  url: https://video.kelvane.example/fr/k2\n  minutes: 2\n', ''), `${VIDEO}:2`, /`video` is missing/, /add video/],
  ['minutes that are no number', edit(VIDEO, 'minutes: 2', 'minutes: two'), `${VIDEO}:6`, /not a whole number/, /from 1 to 600/],
  ['a reference without address', edit(QUIZ, '    url: https://docs.kelvane.example/k2\n', ''), `${QUIZ}:18`, /no `url`/, /https/],
  ['a reference by mailto', edit(QUIZ, '    url: https://docs.kelvane.example/k2\n', '    url: mailto:a@b.example\n'), `${QUIZ}:19`, /mailto:, which is not allowed/, /https/],
  ['a data: reference', edit(QUIZ, '    url: https://docs.kelvane.example/k2\n', '    url: data:text/html,x\n'), `${QUIZ}:19`, /data:, which is not allowed/, /https/],
  ['a password in an address', edit(QUIZ, '    url: https://docs.kelvane.example/k2\n', '    url: https://bank.example@evil.example/\n'), `${QUIZ}:19`, /user name/, /before the @/],
  ['an address with a space', edit(QUIZ, '    url: https://docs.kelvane.example/k2\n', '    url: https://docs.kelvane.example/k 2\n'), `${QUIZ}:19`, /not a valid address/, /https/],
  ['a theme in capitals', edit(QUIZ, 'theme: range', 'theme: The range'), `${QUIZ}:4`, /not a slug/, /small letters/],
  ['an answer too long to write', edit(OPEN, 'max_length: 600', 'max_length: 0'), `${OPEN}:4`, /not a whole number from 1/, /1 to 10000/],
  ['a flag that is a word', edit(QUIZ, 'theme: range', 'multiple: "yes"'), `${QUIZ}:4`, /neither true nor false/, /true or false/],
  ['a revision of zero', edit(QUIZ, 'revision: 2', 'revision: 0'), `${QUIZ}:20`, /not a whole number/, /from 1/],
  ['a date that does not exist', edit(PLANNED, 'on: 2026-12-14', 'on: 2026-02-30'), `${PLANNED}:4`, /`2026-02-30` is not a date/, /year-month-day/],
  ['a French date', edit(PLANNED, 'on: 2026-12-14', 'on: 14/12/2026'), `${PLANNED}:4`, /`14\/12\/2026` is not a date/, /2026-12-01/],
  ['no day in a calendar', edit(PLANNED, 'on: 2026-12-14\n', ''), `${PLANNED}:2`, /`day` or `on` is missing/, /day: 3/],
  ['day and date', edit(PLANNED, 'on: 2026-12-14', 'on: 2026-12-14\nday: 3'), `${PLANNED}:4`, /both given/, /keep one/],
  ['a date in a sequence', edit(INFO, 'kind: info', 'kind: info\non: 2026-12-01'), `${INFO}:3`, /`on` has no meaning in a sequence/, /mode: calendar/],

  ['a translation without title', edit(QUIZ_FR, 'title: Quelle sonde à −25 °C ?\n', ''), `${QUIZ_FR}:2`, /`title` is missing/, /this language/],
  ['an option not translated', edit(QUIZ_FR, '  - id: c\n    text: Un thermomètre\n', ''), `${QUIZ_FR}:3`, /option `c` is not translated/, /- id: c/],
  ['an option too many', edit(QUIZ_FR, 'explanation:', '  - id: d\n    text: Rien\nexplanation:'), `${QUIZ_FR}:10`, /no option `d`/, /a, b, c/],
  ['an option twice', edit(QUIZ_FR, 'id: c', 'id: b'), `${QUIZ_FR}:8`, /`b` is given twice/, /keep one/],
  ['no options at all', edit(QUIZ_FR, /options:[\s\S]*(?=explanation)/.exec(sound[QUIZ_FR]!)![0], ''), `${QUIZ_FR}:2`, /`options` are missing/, /a, b, c/],
  ['an explanation not translated', edit(QUIZ_FR, 'explanation: |\n  La K2 mesure dès −40 °C.\n', ''), `${QUIZ_FR}:2`, /`explanation` is missing/, /this language/],
  ['another right answer', edit(QUIZ_FR, 'text: La **K8**', 'text: La **K8**\n    right: true'), `${QUIZ_FR}:6`, /not what the master file says/, /remove it/],
  ['another kind', edit(QUIZ_FR, 'title:', 'kind: poll\ntitle:'), `${QUIZ_FR}:2`, /`kind` is `poll` here and `quiz` in the master/, /master file decides/],
  ['other minutes', edit(VIDEO_EN, '/en/k2', '/en/k2\n  minutes: 3'), `${VIDEO_EN}:3`, /`video\.minutes` is `3` here and `2`/, /master/],
  ['a day of its own', edit(VIDEO_EN, 'title:', 'day: 4\ntitle:'), `${VIDEO_EN}:2`, /`day` is `4` here and `0`/, /master/],
  ['a revision ahead of the master', edit(QUIZ_FR, 'revision: 1', 'revision: 3'), `${QUIZ_FR}:15`, /ahead of the master's \(2\)/, /revision: 2/],
  ['no master', without(QUIZ), `${QUIZ_FR}:1`, /no file in en/, /020-which-probe\.en\.md/],

  ['no line.yaml', without(LINE), 'lines/welcome', /`line\.yaml` is missing/, /cadence/],
  ['an empty line.yaml', { ...sound, [LINE]: '# nothing yet\n' }, `${LINE}:1`, /nothing is written/, /key: value/],
  ['a line.yaml that is a list', { ...sound, [LINE]: '- name: x\n' }, `${LINE}:1`, /not a list of `key: value`/, /one `key: value`/],
  ['no name', edit(LINE, 'name: { en: Welcome, fr: Bienvenue }\n', ''), `${LINE}:1`, /`name` is missing/, /name: { en: … }/],
  ['a name without languages', edit(LINE, '{ en: Welcome, fr: Bienvenue }', 'Welcome'), `${LINE}:1`, /`name` is not/, /each language/],
  ['a name without the language of the line', edit(LINE, '{ en: Welcome, fr: Bienvenue }', '{ fr: Bienvenue }'), `${LINE}:1`, /missing in en/, /{ en: … }/],
  ['a name in no language', edit(LINE, 'fr: Bienvenue', 'french: Bienvenue'), `${LINE}:1`, /`french` is not a language/, /en or fr/],
  ['a locale that does not exist', edit(LINE, 'locale: en', 'locale: english'), `${LINE}:5`, /`english` is not a language/, /en or fr/],
  ['a segment that does not exist', edit(LINE, '[all-sellers]', '[all-seller]'), `${LINE}:6`, /no segment `all-seller`/, /did you mean `all-sellers`\?/],
  ['no segment', edit(LINE, '[all-sellers]', '[]'), `${LINE}:6`, /reaches nobody/, /all-sellers/],
  ['one segment, not in a list', edit(LINE, '[all-sellers]', 'all-sellers'), `${LINE}:6`, /not a list/, /segments: \[all-sellers\]/],
  ['no mode', edit(LINE, 'mode: sequence\n', ''), `${LINE}:1`, /`mode` is missing/, /mode: calendar/],
  ['a start in a calendar', edit(SEASON, 'starts:', 'start: slot\nstarts:'), `${SEASON}:5`, /`start` has no meaning in a calendar/, /mode: sequence/],
  ['a start date in a sequence', edit(LINE, 'start: enrolment', 'starts: 2026-12-01'), `${LINE}:8`, /`starts` has no meaning in a sequence/, /mode: calendar/],
  ['no cadence', edit(LINE, 'cadence:\n  weekdays: [mon, wed, fri]\n  at: "09:00"\n', ''), `${LINE}:1`, /`cadence` is missing/, /weekdays/],
  ['a French weekday', edit(LINE, 'wed', 'mer'), `${LINE}:10`, /`mer` is not a day/, /mon, tue, wed/],
  ['no weekday', edit(LINE, '[mon, wed, fri]', '[]'), `${LINE}:10`, /nothing would ever be sent/, /mon/],
  ['an hour that does not exist', edit(LINE, '"09:00"', '"25:00"'), `${LINE}:11`, /`25:00` is not a time/, /09:00/],
  ['an hour without minutes', edit(LINE, '"09:00"', '9h'), `${LINE}:11`, /`9h` is not a time/, /09:00/],
  ['an evening past the default end', edit(LINE, '"09:00"', '"19:00"'), `${LINE}:11`, /19:00\) is not before `until` \(18:00, the default\)/, /later/],
  ['an end before the start', edit(SEASON, '"12:00"', '"08:00"'), `${SEASON}:9`, /not before `until` \(08:00\)/, /later/],
  ['a spacing that does not exist', edit(SEASON, 'academic', 'academy'), `${SEASON}:10`, /`spacing: academy` is not known/, /did you mean `academic`\?/],
  ['links that never work', edit(SEASON, 'answer_within_days: 14', 'answer_within_days: 0'), `${SEASON}:11`, /not a whole number from 1 to 365/, /whole number/],
  ['a status that does not exist', edit(SEASON, 'paused', 'stopped'), `${SEASON}:12`, /`status: stopped` is not known/, /active, paused, draft/],

  ['a brick without language', { ...sound, 'lines/welcome/060-x.md': 'x' }, 'lines/welcome/060-x.md', /not that of a brick/, /020-cold-room-sensor\.en\.md/],
  ['a brick without number', { ...sound, 'lines/welcome/x.en.md': 'x' }, 'lines/welcome/x.en.md', /not that of a brick/, /number-slug/],
  ['a language that does not exist', { ...sound, 'lines/welcome/010-hello.xx.md': sound[INFO]! }, 'lines/welcome/010-hello.xx.md', /`xx` is not a language/, /en or fr/],
  ['a slug in capitals', { ...sound, 'lines/welcome/060-Hello.en.md': sound[INFO]! }, 'lines/welcome/060-Hello.en.md', /`Hello` cannot be a slug/, /small letters/],
  ['the copy of an editor', { ...sound, [`${INFO}~`]: 'x' }, `${INFO}~`, /not that of a brick/, /remove it/],
  ['a folder in a line', { ...sound, 'lines/welcome/old/010-x.en.md': 'x' }, 'lines/welcome/old', /folder inside/, /move/],
  ['a file beside the lines', { ...sound, 'lines/notes.txt': 'x' }, 'lines/notes.txt', /only folders of lines/, /remove/],
  ['a line in capitals', { ...sound, 'lines/New Line/line.yaml': sound[LINE]! }, 'lines/New Line', /cannot be a slug/, /small letters/],
  ['the same number twice', { ...sound, 'lines/welcome/010-other.en.md': sound[INFO]! }, 'lines/welcome/010-other.en.md:1', /010 is already that of `hello`/, /its own number/],
  ['the same slug twice', { ...sound, 'lines/welcome/060-hello.en.md': sound[INFO]! }, 'lines/welcome/060-hello.en.md:1', /060 is not that of 010-hello\.en\.md/, /its own slug/],
  ['no lines folder', { 'line/welcome/line.yaml': 'x' }, 'lines', /no folder `lines`/, /RELAIS_CONTENT_DIR/],
  ['a lines folder without lines', { 'lines/README.md': 'x' }, 'lines', /no line/, /line\.yaml/],

  ['a file that is not UTF-8', { ...sound, [INFO]: Buffer.from(sound[INFO]!.replace('Welcome to', 'Café'), 'latin1') }, `${INFO}:8`, /not UTF-8/, /encoding UTF-8/],
  ['a file in UTF-16', { ...sound, [INFO]: Buffer.from(BOM + sound[INFO]!, 'utf16le') }, `${INFO}:1`, /not UTF-8/, /UTF-8/],
  ['a control character', edit(INFO, 'Probes measure', 'Probes \u0007measure'), `${INFO}:10`, /U\+0007/, /remove/],
  ['a file too large', edit(INFO, 'Probes measure', 'x'.repeat(210_000)), `${INFO}:1`, /206 KB, more than 200/, /two minutes/],
];

describe('a slip in a content folder', () => {
  it.each(SLIPS)('%s is found where it is, and only there, with a fix', async (_slip, files, where, what, fix) => {
    const faults = await faultsOf(files);
    expect(faults).toContainEqual({ where, what: expect.stringMatching(what), fix: expect.stringMatching(fix) });
    const [file] = where.split(':');
    expect(faults.filter((f) => f.where.split(':')[0] !== file)).toEqual([]); // one slip, one file at fault
  });

  it('does not hide the others: all are found at once, by file and line', async () => {
    let files = edited(sound, QUIZ, 'right: true', 'right: perhaps');
    files = edited(files, QUIZ, 'What do you quote?', '![x](y)\n\n{{y}}');
    files = edited(files, LINE, 'mode: sequence', 'mode: sequenz');
    files = edited(files, POLL, 'id: b', 'id: z');
    files = edited(files, VIDEO, 'minutes: 2', 'minutes: 0');
    expect((await faultsOf(files)).map((f) => f.where)).toEqual([
      `${VIDEO}:6`,
      `${LINE}:7`,
      `${QUIZ}:5`,
      `${QUIZ}:10`,
      `${QUIZ}:24`,
      `${QUIZ}:26`,
      `${POLL}:6`,
    ]);
  });
});
