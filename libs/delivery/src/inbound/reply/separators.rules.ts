import { isQuoted, plainLine, unquoted } from './lines.rules.js';

/**
 * The line that Relais writes first in the mails that may be answered by reply. Whatever follows it, unquoted, is Relais's own text.
 * Short enough that no mail program wraps it.
 */
export const REPLY_MARKER = '— Répondez au-dessus de cette ligne / Reply above this line —';

const MARKER = /r[ée]pondez (?:au-dessus|ci-dessus) de cette ligne|reply above this line/i;
const ALL_MARKERS = new RegExp(MARKER, 'gi');
const MARKER_REST = /[\p{L}\p{N}]/u;

/** Whether the line is the marker, whatever a mail program did to its dashes or spaces. */
export function isMarker(line: string): boolean {
  if (line.length > 200) return false;
  const text = plainLine(unquoted(line));
  return MARKER.test(text) && !MARKER_REST.test(text.replace(ALL_MARKERS, ''));
}

export type SeparatorKind = 'original' | 'forward';

/** What programs write between dashes above the message they quote. */
const ORIGINAL = [
  'original message',
  'original email',
  'original mail',
  'original text',
  'reply message',
  'reply to message',
  'replied message',
  'quoted text',
  'message d’origine',
  'message original',
  'message initial',
  'mail original',
  'e-mail d’origine',
  'courriel original',
  'message d’origine de',
  'ursprüngliche nachricht',
  'ursprungliche nachricht',
  'originalnachricht',
  'original-nachricht',
  'originale nachricht',
  'ursprüngliche mail',
  'ursprüngliche e-mail',
  'mensaje original',
  'correo original',
  'mensagem original',
  'messaggio originale',
  'messaggio iniziale',
  'oorspronkelijk bericht',
  'oorspronkelijke bericht',
  'origineel bericht',
  'originele bericht',
  'ursprungligt meddelande',
  'originalmeddelande',
  'ursprungligt mail',
  'opprinnelig melding',
  'original melding',
  'oprindelig meddelelse',
  'original meddelelse',
  'oprindelig besked',
  'oprindelig e-mail',
  'alkuperäinen viesti',
  'oryginalna wiadomość',
  'wiadomość oryginalna',
  'oryginalny list',
  'původní zpráva',
  'původní e-mail',
  'pôvodná správa',
  'исходное сообщение',
  'оригинальное сообщение',
  'первоначальное сообщение',
  'початкове повідомлення',
  'оригінальне повідомлення',
  'orijinal mesaj',
  'orijinal ileti',
  'özgün ileti',
  'özgün mesaj',
  'mesaj original',
  'mesajul original',
  'eredeti üzenet',
  'missatge original',
  'izvorna poruka',
  'originalna poruka',
  'izvirno sporočilo',
  'αρχικό μήνυμα',
  'tin nhắn gốc',
  'thư gốc',
  'pesan asli',
  'ข้อความต้นฉบับ',
  '原始邮件',
  '邮件原件',
  '原邮件',
  '原始郵件',
  '元のメッセージ',
  'オリジナルメッセージ',
  'original message',
  '원본 메시지',
  '원본 메일',
  'الرسالة الأصلية',
  'ההודעה המקורית',
  'הודעה מקורית',
];

const FORWARD = [
  'forwarded message',
  'forwarded by',
  'forwarded mail',
  'forward message',
  'message transféré',
  'message réexpédié',
  'courriel transféré',
  'weitergeleitete nachricht',
  'weitergeleitete mail',
  'mensaje reenviado',
  'mensagem encaminhada',
  'mensagem reencaminhada',
  'messaggio inoltrato',
  'doorgestuurd bericht',
  'vidarebefordrat meddelande',
  'videresendt melding',
  'videresendt meddelelse',
  'videresendt besked',
  'välitetty viesti',
  'edelleenlähetetty viesti',
  'wiadomość przekazana',
  'przekazana wiadomość',
  'wiadomość przesłana dalej',
  'přeposlaná zpráva',
  'preposlaná správa',
  'пересылаемое сообщение',
  'пересланное сообщение',
  'переадресоване повідомлення',
  'iletilmiş mesaj',
  'iletilen mesaj',
  'yönlendirilen ileti',
  'mesaj redirecționat',
  'továbbított üzenet',
  'missatge reenviat',
  'proslijeđena poruka',
  'προωθημένο μήνυμα',
  '转发的邮件',
  '转发邮件',
  '轉寄郵件',
  '轉寄的郵件',
  '転送されたメッセージ',
  '전달된 메시지',
  'رسالة معاد توجيهها',
  'הודעה שהועברה',
];

/** Apple Mail and others name a forwarded message without dashes. */
const FORWARD_ALONE = [
  'begin forwarded message',
  'begin forwarded mail',
  'début du message réexpédié',
  'début du message transféré',
  'anfang der weitergeleiteten nachricht',
  'anfang der weitergeleiteten e-mail',
  'inicio del mensaje reenviado',
  'início da mensagem encaminhada',
  'início da mensagem reencaminhada',
  'inizio messaggio inoltrato',
  'begin doorgestuurd bericht',
  'vidarebefordrat brev',
  'vidarebefordrat mejl',
  'videresendt e-post',
  'start på videresendt besked',
  'välitetty viesti alkaa',
  'początek przekazywanej wiadomości',
  'začátek přeposílané zprávy',
  'начало переадресованного сообщения',
  'iletilen mesajın başlangıcı',
  '转发的邮件开始',
  '以下は転送されたメールです',
  '전달된 메시지 시작',
];

/** What stands in their place above an invitation to a meeting. */
const APPOINTMENT = [
  'original appointment',
  'rendez-vous d’origine',
  'ursprünglicher termin',
  'cita original',
  'compromisso original',
  'appuntamento originale',
  'oorspronkelijke afspraak',
];

const KINDS = new Map<string, SeparatorKind>([
  ...[...ORIGINAL, ...APPOINTMENT].map((words) => [words, 'original'] as const),
  ...[...FORWARD, ...FORWARD_ALONE].map((words) => [words, 'forward'] as const),
]);
const ALONE = new Set(FORWARD_ALONE);

const DASHED = /^[\s>*]*([-–—_=*~ ]{2,})\s*([^\s].{1,80}?[^\s])\s*([-–—_=*~ ]{2,})[\s>*]*$/;

/** Whether the line parts a message from the one it answers or forwards. */
export function separatorIn(line: string): SeparatorKind | null {
  if (line.length > 200 || line.length < 8) return null;
  const text = plainLine(line);
  const [, before, inside, after] = DASHED.exec(text) ?? [];
  const words = (inside ?? text)
    .toLowerCase()
    .replace(/['`]/g, '’')
    .replace(/[\s:：*]+$/, '')
    .trim();
  if (inside === undefined) return ALONE.has(words) && /[:：]$/.test(text) ? 'forward' : null;
  // One dash is a bullet or a pause.
  if (before!.trim().length < 2 || after!.trim().length < 2) return null;
  const kind = KINDS.get(words) ?? (words.startsWith('forwarded by ') ? 'forward' : null);
  if (kind) return kind;
  // A name or address between two rules: programs write that in languages not listed here, people write words.
  const ruled = before!.trim().length >= 5 && after!.trim().length >= 5;
  return ruled && /^<[^<>]+>$|\S@\S/.test(inside) ? 'original' : null;
}

/** "Paul Martin ---16/11/2026 09:05:00---Which one?", as Notes writes it above the copied header. */
const NOTES_LINE = /^[^-]{1,200}---\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[^-]{0,30}---/;

/** Whether the line belongs to the header below it. */
export const leadsToHeader = (line: string): boolean => isRule(line) || NOTES_LINE.test(plainLine(line));

/** A line of underscores, dashes or the like and nothing else. */
export function isRule(line: string): boolean {
  return line.length <= 200 && !isQuoted(line) && /^\s*(?:[_]{5,}|[-]{3,}|[–—]{3,}|[=]{5,}|[*]{5,})\s*$/.test(line);
}
