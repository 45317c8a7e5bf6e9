import { isBlank, isQuoted, plainLine, trimmedLines } from './lines.rules.js';
import { isRule } from './separators.rules.js';

/** "Sent from", "Get … for" and "sent" after the device, as phones and mail programs say it in the languages they speak. */
const SENT_FROM =
  /^(?:sent (?:from|via|with|using|by|on)|sent$|get|download|envoy[ée]e? (?:de|du|depuis|avec|via|[àa] partir d[e’']|[àa] l’aide d[e’'])|t[ée]l[ée]charge[rz]|obtene[rz]|obtenir|provenance\s?:|von meinem|von meiner|gesendet (?:von|mit|aus|über|via)|gesendet$|diese nachricht wurde von mein|holen sie sich|laden sie|enviado (?:desde|de|do|da|con|com|mediante|a partir d[eo]|a través|por|via|pelo)|enviada (?:do|da|pelo)|obtén|obter|baixar|inviato (?:da|dal|con|tramite|via)|scarica|ottieni|verstuurd (?:vanaf|vanuit|met|via|van)|verzonden (?:vanaf|vanuit|met|via|van)|download|haal|skickat från|skickat från min|hämta|sendt (?:fra|via|med)|hent|skaff|lähetetty|hanki|wysłane? (?:z|ze|za pomocą|przy)|pobierz|odesláno|odoslané|získejte|stáhnout|отправлено|отправлен|надіслано|скачать|загрузите|trimis (?:de|din)|obțineți|elküldve|küldve|στάλθηκε|εστάλη|λήψη|gönderen|gönderildi|edinin|poslano|poslato|enviat|gửi từ|được gửi|tải|dikirim|ส่งจาก|发自|來自|从我的|從我的|傳送自|寄自|寄件自|获取|取得|나의|أُ?رسلت|מאת|נשלח)/iu;
const SENT_AFTER =
  /(?:gesendet|gönderildi|edinin|送信|から送信|传送|傳送|發送|发送|寄出|보냄|에서 보냄|beziehen|herunter(?:laden)?|küldve|elküldve)\s?[.。]?$/iu;
const DEVICE =
  /iphone|ipad|ipod|imac|macbook|apple watch|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oppo|vivo|realme|pixel|nexus|oneplus|nokia|sony|xperia|htc|\blg\b|motorola|\bmoto\b|fairphone|wiko|lenovo|zte|alcatel|blackberry|windows|\bphone\b|mobile?\b|móvil|celular|mobil|smartphone|handy|handheld|tablet|tablette|t[ée]l[ée]phone|tel[eé]fono|telefon|portable|outlook|yahoo|gmail|courrier|\bmail\b|e-mail-app|aol|proton|spark|spike|newton|bluemail|typeapp|mailbird|airmail|polymail|superhuman|thunderbird|k-9|fairemail|tutanota|tuta\b|hey\b|zoho|mailspring|edison|nine\b|canary|orange|sfr|free\b|bouygues|verizon|t-mobile|at&t|vodafone|手机|手機|スマート|携帯|휴대/iu;
/** "Sent from my Nokia 3310": a name nobody listed, short and with a capital or a digit. */
const MY_DEVICE = /^sent (?:from|via|on) my (?:\S+\s+){0,3}\S*[\p{Lu}\d]\S*(?:\s+\S+){0,2}$/u;
const MOST_WORDS = 12;
const SIGN = /^--\s*$/;
const MOST_SIGNATURE_LINES = 12;

/** Whether the line is what a phone or mail program adds by itself. */
export function isDeviceLine(line: string): boolean {
  if (line.length > 300) return false;
  const text = plainLine(line)
    .replace(/[<([]\s*(?:https?:|mailto:)[^>)\]]*[>)\]]?/gi, ' ')
    .replace(/https?:\S+/gi, ' ')
    .replace(/['`]/g, '’')
    .replace(/^[*_~|\s"“]+|[*_~|\s"”]+$/g, '')
    .trim();
  if (text === '' || text.split(/\s+/).length > MOST_WORDS || /[!?;]|\.\s+\p{L}/u.test(text)) return false;
  const rest = text.replace(SENT_FROM, '');
  if (rest === text && !SENT_AFTER.test(text)) return false;
  if (MY_DEVICE.test(text)) return true;
  if (!DEVICE.test(rest)) return false;
  // "Envoyé depuis mon mobile, je réponds B": what follows the comma is not a device.
  const clauses = rest.split(',');
  return clauses.length === 1 || clauses.slice(1).every((clause) => DEVICE.test(clause)) ? !/\d\s?%/.test(rest) : false;
}

/** The lines without the signature at their end: what follows `-- `, and the lines devices add. Names and greetings stay. */
export function withoutSignature(lines: readonly string[]): string[] {
  let rest = trimmedLines(lines);
  for (;;) {
    const sign = signatureStart(rest);
    if (sign >= 0) rest = trimmedLines(rest.slice(0, sign));
    const last = rest[rest.length - 1];
    if (last !== undefined && isDeviceLine(last)) rest = trimmedLines(rest.slice(0, -1));
    else if (sign < 0) return rest;
    // A rule above the device's line is the device's too.
    else if (last !== undefined && isRule(last)) rest = trimmedLines(rest.slice(0, -1));
  }
}

/** The line `--` from which a short rest is a signature (RFC 3676, section 4.3: `-- `; many programs drop the space), or -1. */
function signatureStart(lines: readonly string[]): number {
  let below = 0;
  let found = -1;
  for (let i = lines.length - 1; i >= 0 && below <= MOST_SIGNATURE_LINES; i -= 1) {
    const line = lines[i]!;
    if (SIGN.test(line)) found = i;
    if (isQuoted(line)) break;
    if (!isBlank(line)) below += 1;
  }
  return found;
}
