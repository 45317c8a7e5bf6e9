import { replyText } from './reply-text.rules.js';

const ANA = 'Ana Martin <ana@example.com>';

/** One line as each program writes it above a quote, by language. */
const HEADERS = [
  `On Mon, Apr 2, 2012 at 6:26 PM ${ANA} wrote:`,
  `On Mon, 2 Apr 2012 at 18:26, ${ANA} wrote:`,
  `On Apr 3, 2012, at 4:19 PM, ana wrote:`,
  `On 2012-04-02 18:26, Ana wrote:`,
  `On 02/04/2012 18:26, Ana Martin wrote:`,
  `Le lun. 2 avr. 2012 à 18:26, ${ANA} a écrit :`,
  `Le lun. 2 avr. 2012 à 18:26, ${ANA} a\u00a0écrit\u00a0:`,
  `Le 3 avr. 2012 à 16:19, Ana Martin a écrit :`,
  `Le 02/04/2012 à 18:26, Ana Martin a écrit :`,
  `Le lundi 2 avril 2012 à 18:26:00 UTC+2, ${ANA} a écrit :`,
  `Am Mo., 2. Apr. 2012 um 18:26 Uhr schrieb ${ANA}:`,
  `Am 03.04.2012 um 16:19 schrieb ana <ana@example.com>:`,
  `Am 02.04.2012 um 18:26 schrieb Ana Martin:`,
  `${ANA} schrieb am Mo., 2. Apr. 2012, 18:26:`,
  `El lun, 2 abr 2012 a las 18:26, Ana Martin (<ana@example.com>) escribió:`,
  `El 3 abr 2012, a las 16:19, ana escribió:`,
  `El 02/04/2012 a las 18:26, Ana escribió:`,
  `Em seg., 2 de abr. de 2012 às 18:26, ${ANA} escreveu:`,
  `Em 02/04/2012 18:26, Ana escreveu:`,
  `No dia 3 de abril de 2012, às 16:19, ana escreveu:`,
  `Il giorno lun 2 apr 2012 alle ore 18:26 ${ANA} ha scritto:`,
  `Il 02/04/2012 18:26, Ana ha scritto:`,
  `Il giorno 03/apr/2012, alle ore 16:19, ana ha scritto:`,
  `Op ma 2 apr. 2012 om 18:26 schreef ${ANA}:`,
  `Op 3 apr. 2012, om 16:19 heeft ana <ana@example.com> het volgende geschreven:`,
  `Op 02-04-2012 om 18:26 schreef Ana:`,
  `Den mån 2 apr. 2012 kl 18:26 skrev ${ANA}:`,
  `3 apr 2012 kl. 16:19 skrev ana <ana@example.com>:`,
  `Den 2012-04-02 kl. 18:26, skrev Ana:`,
  `Den man. 2. apr. 2012 kl. 18.26 skrev ${ANA}:`,
  `man. 2. apr. 2012 kl. 18:26 skrev ${ANA}:`,
  `Den 3. apr. 2012 kl. 16.19 skrev ana:`,
  `ma 2. huhtik. 2012 klo 18.26 Ana Martin (ana@example.com) kirjoitti:`,
  `pon., 2 kwi 2012 o 18:26 ${ANA} napisał(a):`,
  `W dniu 02.04.2012 o 18:26, Ana pisze:`,
  `Wiadomość napisana przez ana <ana@example.com> w dniu 3 kwi 2012, o godz. 16:19:`,
  `po 2. 4. 2012 v 18:26 odesílatel ${ANA} napsal:`,
  `Dne 2. 4. 2012 v 18:26 Ana napsal(a):`,
  `po 2. 4. 2012 o 18:26 ${ANA} napísal(a):`,
  `пн, 2 апр. 2012 г. в 18:26, ${ANA}:`,
  `2 апреля 2012 г., 18:26 пользователь ${ANA} написал:`,
  `02.04.2012 18:26, Ana пишет:`,
  `Понедельник, 2 апреля 2012, 18:26 +04:00 от ${ANA}:`,
  `02.04.2012, 18:26, "Ana" <ana@example.com>:`,
  `пн, 2 квіт. 2012 р. о 18:26 ${ANA} пише:`,
  `${ANA}, 2 Nis 2012 Pzt, 18:26 tarihinde şunu yazdı:`,
  `${ANA} şunları yazdı (3 Nis 2012 16:19):`,
  `2012年4月2日(月) 18:26 ${ANA}:`,
  `2012/04/03 16:19、ana <ana@example.com>のメール:`,
  `2012/04/02 18:26、Anaさんのメール:`,
  `${ANA} 于2012年4月2日周一 18:26写道：`,
  `在 2012年4月3日，下午4:19，ana <ana@example.com> 写道：`,
  `${ANA} 於 2012年4月2日 週一 下午6:26寫道：`,
  `在 2012/4/2 18:26, Ana 写道:`,
  `2012년 4월 2일 (월) 오후 6:26, ${ANA}님이 작성:`,
  `2012. 4. 3. 오후 4:19, ana <ana@example.com> 작성:`,
  `في الاثنين، 2 أبريل 2012 في 6:26 م تمت كتابة ما يلي بواسطة \u202aAna Martin\u202c\u200f <\u202aana@example.com\u202c\u200f>:`,
  `في ٣ أبريل ٢٠١٢، الساعة ٤:١٩ م، كتب/كتبت ana <ana@example.com>:`,
  `\u202bבתאריך יום ב׳, 2 באפר׳ 2012 ב-18:26 מאת \u202aAna Martin\u202c\u200f <\u202aana@example.com\u202c\u200f>:\u202c`,
  `Στις Δευ 2 Απρ 2012 στις 6:26 μ.μ., ο χρήστης ${ANA} έγραψε:`,
  `Vào Th 2, 2 thg 4, 2012 vào lúc 18:26 ${ANA} đã viết:`,
  `Pada tanggal Sen, 2 Apr 2012 pukul 18.26 ${ANA} menulis:`,
  `În lun., 2 apr. 2012 la 18:26, ${ANA} a scris:`,
  `Pe 3 apr. 2012, la 16:19, ana <ana@example.com> a scris:`,
  `${ANA} ezt írta (időpont: 2012. ápr. 2., H, 18:26):`,
  `2012. 04. 02. 18:26 keltezéssel, Ana írta:`,
  `เมื่อ จ. 2 เม.ย. 2012 เวลา 18:26 ${ANA} เขียนว่า:`,
  `На пн, 2.04.2012 г. в 18:26 ${ANA} написа:`,
  `Dana pon, 2. tra 2012. u 18:26 ${ANA} napisao je:`,
  `V pon., 2. apr. 2012 ob 18:26 je oseba ${ANA} napisala:`,
  `El dl., 2 d’abr. 2012 a les 18:26, Ana Martin (<ana@example.com>) va escriure:`,
  `Missatge de ${ANA} del dia dl., 2 d’abr. 2012 a les 18:26:`,
  `2012-04-02, pr, 18:26 ${ANA} rašė:`,
  `Kuupäev E, 2. aprill 2012 kell 18:26 kirjutas kasutaja ${ANA}:`,
  `pirmd., 2012. g. 2. apr., plkst. 18:26 — lietotājs Ana (<ana@example.com>) rakstīja:`,
  `در دوشنبه، ۲ آوریل ۲۰۱۲ ساعت ۱۸:۲۶ ${ANA} نوشت:`,
  `---- On Mon, 02 Apr 2012 18:26:00 +0400 ${ANA} wrote ----`,
  `On Wed, 14 Nov 2018 08:14:43 -0200 ${ANA} wrote`,
  `${ANA} wrote:`,
  `${ANA} a écrit :`,
  `Quoting ${ANA}:`,
  `Zitat von ${ANA}:`,
  `Às 18:26 de 02/04/2012, Ana escreveu:`,
  `Dana 2. tra 2012., u 18:26, ${ANA} je napisao/la:`,
  `ב-2 באפר׳ 2012, בשעה 18:26, ${ANA} כתב/ה:`,
  `Noong Lun, Abr 2, 2012 nang 6:26 PM, sinulat ni ${ANA} ang sumusunod:`,
  `Hau idatzi du Ana Martin (ana@example.com) erabiltzaileak (2012 api. 2(a), al. (18:26)):`,
];

const BLOCKS = [
  'From: Ana Martin\nSent: Monday, April 2, 2012 6:26 PM\nTo: Tom\nSubject: Test',
  '*From:* Ana Martin\n*Sent:* Monday, April 2, 2012 6:26 PM\n*To:* Tom\n*Cc:* Zoe\n*Subject:* Test',
  'De : Ana Martin\nEnvoyé : lundi 2 avril 2012 18:26\nÀ : Tom\nObjet : Test',
  'De\u00a0: Ana Martin <ana@example.com>\nDate\u00a0: lundi 2 avril 2012 à 18:26\nÀ\u00a0: Tom <tom@example.com>\nObjet\u00a0: Test',
  'De: Ana\nEnviado el: lunes, 2 de abril de 2012 18:26\nPara: Tom\nAsunto: Test',
  'Von: Ana\nGesendet: Montag, 2. April 2012 18:26\nAn: Tom\nBetreff: Test',
  'De: Ana\nEnviada em: segunda-feira, 2 de abril de 2012 18:26\nPara: Tom\nAssunto: Test',
  'Da: Ana\nInviato: lunedì 2 aprile 2012 18:26\nA: Tom\nOggetto: Test',
  'Van: Ana\nVerzonden: maandag 2 april 2012 18:26\nAan: Tom\nOnderwerp: Test',
  'Från: Ana\nSkickat: den 2 april 2012 18:26\nTill: Tom\nÄmne: Test',
  'Fra: Ana\nSendt: 2. april 2012 18:26\nTil: Tom\nEmne: Test',
  'Lähettäjä: Ana\nLähetetty: maanantai 2. huhtikuuta 2012 18.26\nVastaanottaja: Tom\nAihe: Test',
  'Od: Ana\nWysłano: poniedziałek, 2 kwietnia 2012 18:26\nDo: Tom\nTemat: Test',
  'Od: Ana\nOdesláno: pondělí 2. dubna 2012 18:26\nKomu: Tom\nPředmět: Test',
  'От: Ana\nОтправлено: 2 апреля 2012 г. 18:26\nКому: Tom\nТема: Test',
  'Kimden: Ana\nGönderilme: 2 Nisan 2012 Pazartesi 18:26\nKime: Tom\nKonu: Test',
  '发件人: Ana\n发送时间: 2012年4月2日 18:26\n收件人: Tom\n主题: Test',
  '差出人: Ana\n送信日時: 2012年4月2日 18:26\n宛先: Tom\n件名: Test',
  '보낸 사람: Ana\n보낸 날짜: 2012년 4월 2일 월요일 오후 6:26\n받는 사람: Tom\n제목: Test',
  'من: Ana\nتم الإرسال: 02/أبريل/2012 06:26\nإلى: Tom\nالموضوع: Test',
  'Feladó: Ana\nElküldve: 2012. április 2., hétfő 18:26\nCímzett: Tom\nTárgy: Test',
  '________________________________\nAbsender: Ana <ana@example.com>\nGeschickt: gestern\nWem: Tom\nWorum: Test',
  '-----Original Appointment-----\nFrom: Ana\nSent: Monday, April 2, 2012 6:26 PM\nTo: Tom\nSubject: Test',
  'Ana Martin ---02/04/2012 18:26:00---Test\nFrom: Ana/ACME\nTo: Tom/ACME\nDate: 02/04/2012 18:26\nSubject: Test',
  'From: Ana <ana@example.com>\n\nSent: Monday, April 2, 2012 6:26 PM\n\nTo: Tom\n\nSubject: Test',
];

const SEPARATORS = [
  '-----Original Message-----',
  '------- Original Message -------',
  "-------- Message d'origine --------",
  '-----Message d’origine-----',
  '----- Mail original -----',
  '-----Ursprüngliche Nachricht-----',
  '-----Mensaje original-----',
  '-----Mensagem original-----',
  '-----Messaggio originale-----',
  '-----Oorspronkelijk bericht-----',
  '-----Ursprungligt meddelande-----',
  '-----Oprindelig meddelelse-----',
  '-----Alkuperäinen viesti-----',
  '-----Oryginalna wiadomość-----',
  '-----Původní zpráva-----',
  '-----Исходное сообщение-----',
  '-----原始邮件-----',
  '-----元のメッセージ-----',
  '-----원본 메시지-----',
  '---------- Forwarded message ---------',
  '---------- Message transféré ---------',
  'Début du message réexpédié :',
  'Begin forwarded message:',
];

const ALL = [...HEADERS, ...BLOCKS, ...SEPARATORS];

it.each(ALL)('parts the answer from lines quoted with > under %j', (header) => {
  expect(replyText(`B\n\n${header}\n\n> Which one?\n> A, B or C\n`).text).toBe('B');
});

it.each(ALL)('parts the answer from a mail quoted without marks under %j', (header) => {
  expect(replyText(`B\n\n${header}\n\nWhich one?\nA, B or C\n`).text).toBe('B');
});

it.each(ALL)('needs no blank line before or after %j', (header) => {
  expect(replyText(`Le prix est bon.\nOn verra\n${header}\n> Which one?`).text).toBe('Le prix est bon.\nOn verra');
});

it.each(['A', '2', 'Le 2', 'A et C', 'On B', 'U', 'prix < 50'])(
  'takes %j for no part of a quoted header below',
  (own) => {
    expect(replyText(`${own}\n> On 02/04/2012 18:26, Ana wrote:\n>\n> Which one?`).text).toBe(own);
    expect(replyText(`${own}\n> Le 2 avr. 2012 à 18:26, ${ANA} a écrit :\n>\n> Which one?`).text).toBe(own);
    expect(replyText(`${own}\n${ANA} wrote:\n> Which one?`).text).toBe(own);
  },
);

it.each(ALL)('understands %j with CR LF', (header) => {
  expect(replyText(`B\r\n\r\n${header}\n> Which one?`.replace(/\r?\n/g, '\r\n')).text).toBe('B');
});

const LONG = HEADERS.filter((header) => header.length > 60);
it.each(LONG)('understands %j wrapped anywhere', (header) => {
  const spaces = [...header.matchAll(/ /g)].map(({ index }) => index).filter((at) => at > 24 && at < header.length - 1);
  for (const at of spaces) {
    const wrapped = `${header.slice(0, at)}\n${header.slice(at + 1)}`;
    expect([wrapped, replyText(`Le prix est bon.\nOn verra\n${wrapped}\n> Which one?\n> A`).text]).toEqual([
      wrapped,
      'Le prix est bon.\nOn verra',
    ]);
  }
});

it('leaves the answer that shares its line with the header', () => {
  expect(replyText('B On Wed, Apr 4, 2012 at 3:59 PM, ana@example.com wrote:\n> Which one?').text).toBe('B');
  expect(replyText('Réponse B Le 4 avr. 2012 à 15:59, Ana <ana@example.com> a écrit :\n> Laquelle ?').text).toBe(
    'Réponse B',
  );
});

it.each([
  'Le lun., avr. 2, 2012 à 18:26, Ana<ana@example.com> a écrit :   Bonjour Paul,',
  '  On Mon, Apr 2, 2012 at 6:26 PM, Ana<ana@example.com> wrote:   Hello Paul,',
])('knows the header on whose line the quoted mail begins: %j', (line) => {
  expect(replyText(`B\n\n${line}\nWhich one?\nA, B or C`).text).toBe('B');
});
