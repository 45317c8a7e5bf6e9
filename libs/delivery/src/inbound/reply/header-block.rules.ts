import { isBlank, nextWritten, plainLine, TIME } from './lines.rules.js';

type Role = 'from' | 'sent' | 'to' | 'subject' | 'other';

/** Names of the fields that Outlook, Thunderbird, Notes and their like copy above a quoted message, by language. */
const NAMES: Record<Role, string> = {
  from: 'from|de|von|van|da|från|fra|od|från|expéditeur|remitente|mittente|remetente|afzender|absender|avsändare|afsender|avsender|lähettäjä|kimden|gönderen|feladó|expeditor|od|nadawca|odesílatel|от|от кого|від|από|发件人|寄件者|寄件人|差出人|送信元|보낸 사람|보낸사람|من|מאת|từ|จาก|dari|de la',
  sent: 'sent|date|envoyé|envoyé le|date d’envoi|gesendet|gesendet am|datum|enviado|enviado el|enviado em|enviada|enviada em|fecha|data|inviato|data invio|verzonden|skickat|sendt|dato|sendt den|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|odoslané|dátum|отправлено|дата|надіслано|gönderildi|gönderme tarihi|gönderilme|gönderilme tarihi|gönderilen|tarih|küldve|elküldve|trimis|date sent|sent at|sent on|εστάλη|στάλθηκε|ημερομηνία|发送时间|发送日期|日期|时间|寄件日期|傳送時間|送信日時|日付|日時|보낸 날짜|날짜|تاريخ|التاريخ|تم الإرسال|נשלח|תאריך|ngày|gửi|đã gửi|วันที่|ส่ง|tanggal|dikirim',
  to: 'to|à|a|an|aan|para|per|til|till|do|pour|destinataire|destinataires|empfänger|destinatario|vastaanottaja|kime|alıcı|címzett|komu|кому|către|catre|προς|收件人|收件者|宛先|받는 사람|받는사람|إلى|الى|אל|đến|tới|ถึง|kepada|pro|pre',
  subject:
    'subject|objet|sujet|betreff|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|konu|tárgy|subiect|θέμα|主题|主旨|標題|件名|제목|الموضوع|موضوع|נושא|chủ đề|tiêu đề|เรื่อง|subjek|perihal',
  other:
    'cc|bcc|kopie|copie|copie à|copia|cópia|c.c|kopia|kopi|kopio|bilgi|másolat|копия|копія|κοιν|抄送|副本|참조|نسخة|עותק|dw|reply-to|répondre à|antwort an|reply to|importance|priority|attachments|pièces jointes|anlagen|bijlagen|adjuntos|allegati|ref|réf|organization|newsgroups|resent-from|resent-to|sender|sensitivity|mailing list',
};

const ROLES = new Map(
  (Object.keys(NAMES) as Role[]).flatMap((role) => NAMES[role].split('|').map((name) => [name, role] as const)),
);

const FIELD = /^[\s>*_|]*([^:：*_|<>@\d]{1,30}?)[\s*_]*[:：][\s*_]*(.*)$/u;
const ADDRESS = /@[^\s@]/;
const MOST_LINES = 40;

interface Field {
  role: Role | null;
  value: string;
}

function fieldIn(line: string): Field | null {
  const [, name, value] = FIELD.exec(plainLine(line)) ?? [];
  if (name === undefined) return null;
  return { role: ROLES.get(name.toLowerCase().replace(/['`]/g, '’').trim()) ?? null, value: value! };
}

/** A run of header fields: `fields` of them on the lines up to `end`; `quoted` when it heads a quoted mail. */
export interface HeaderBlock {
  end: number;
  fields: number;
  quoted: boolean;
}

/**
 * The run of copied header fields ("From: … Sent: … To: … Subject: …") that begins on line `start`, or null when no field stands there.
 * A date is needed, and a sender with an address, or with the time of day a recipient with an address, or all of sender, recipient and
 * subject: people write such lines too ("De : Paris, À : Lyon, Date : 3 mai, Objet : transport").
 * @param rule a line of underscores or dashes stands above: then three fields of any language will do, one with an address.
 */
export function headerBlockAt(lines: readonly string[], start: number, rule = false): HeaderBlock | null {
  const first = fieldIn(lines[start]!);
  if (!first || (!rule && (first.role === null || first.role === 'other'))) return null;
  const roles = new Map<Role, string>();
  let fields = 0;
  let gaps = 0;
  let address = false;
  let end = start;
  const limit = Math.min(lines.length, start + MOST_LINES);
  for (let i = start; i < limit;) {
    const field = fieldIn(lines[i]!);
    if (field && (field.role !== null || rule)) {
      fields += 1;
      if (field.role && !roles.has(field.role)) roles.set(field.role, field.value);
      address ||= field.role !== 'subject' && ADDRESS.test(field.value);
      end = i + 1;
    } else if (i > start && continues(lines, i, limit)) {
      address ||= ADDRESS.test(lines[i]!.slice(0, 2_000));
      end = i + 1;
    } else break;
    i = end;
    if (i < limit && isBlank(lines[i]!)) {
      // Programs that turn HTML into text may leave a blank line between the fields, then between all of them.
      const next = nextWritten(lines, i, Math.min(limit, i + 2));
      const role = next < limit ? fieldIn(lines[next]!)?.role : null;
      if (!role || roles.has(role) || !roles.has('from') || fields !== gaps + 1) break;
      gaps += 1;
      i = next;
    }
  }
  return { end, fields, quoted: isBlock(roles, address) || (rule && fields >= 3 && address) };
}

function isBlock(roles: ReadonlyMap<Role, string>, address: boolean): boolean {
  const sent = roles.get('sent');
  if (sent === undefined || (sent !== '' && !/\d/.test(sent))) return false;
  if (address && roles.has('from')) return true;
  const timed = sent === '' || TIME.test(sent);
  return timed && roles.has('to') && (address || (roles.has('from') && roles.has('subject')));
}

/** Whether line `i` goes on with the field above it: an indented or wrapped value, or one that another field follows soon. */
function continues(lines: readonly string[], i: number, limit: number): boolean {
  const line = lines[i]!;
  const above = plainLine(lines[i - 1]!);
  if (isBlank(line) || above === '') return false;
  if (/^[ \t]+\S/.test(line) || /[,;:：<]$/.test(above) || /^\s*[<[]?[^\s]+@\S+$/.test(line.slice(0, 2_000)))
    return true;
  const soon = Math.min(limit, i + 3);
  for (let next = i + 1; next < soon && !isBlank(lines[next]!); next += 1) {
    const role = fieldIn(lines[next]!)?.role;
    if (role && role !== 'other') return true;
  }
  return false;
}
