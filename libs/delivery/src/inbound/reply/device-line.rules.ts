import { plainLine } from './lines.rules.js';

/** "Sent from" and "Get", as phones and mail programs begin their line in the languages they speak. */
const BEGINNINGS =
  /^(?:(?:sent (?:from|via|with|using|by|on)|envoy[ée]e? (?:depuis|de|du|avec|via|à l’aide de|à partir de|à partir d’|par)|message envoyé (?:depuis|de|avec)|provenance ?:|von mein(?:em|er)|gesendet (?:von|mit|aus|über|via)|diese nachricht wurde (?:von|mit)|enviad[oa] (?:desde|de|do|da|con|com|mediante|a partir de|a partir do|a través de|por|via|pelo)|inviato (?:da|dal|dall’|con|tramite|via)|verstuurd (?:vanaf|vanuit|met|via|van)|verzonden (?:vanaf|vanuit|met|via|van)|skickat (?:från|via|med)|sendt (?:fra|via|med)|lähetetty|wysłan[eoa] (?:ze|z|za pomocą|przy użyciu)|odesl[aá]no (?:ze|z|pomocí)|odoslané (?:zo|z)|отправлено (?:из|со|с|через)|надіслано (?:з|із)|trimis (?:de pe|din|de la|cu)|elküldve|στάλθηκε (?:από|με)|εστάλη από|poslano (?:sa|s|z)|poslato sa|enviat des de|gửi từ|được gửi từ|dikirim dari|ส่งจาก)(?:(?<=’)|(?![\p{Script=Latin}]))|发自我的|发自|從我的|从我的|傳送自|寄自|나의|내|أ?ُ?رسلت من|נשלח מ)\s*/iu;
/** "Get Outlook for iOS" */
const OFFERS =
  /^(?:get|download|t[ée]l[ée]charge[rz]|obtene[rz]|obtenir|holen sie sich|laden sie|obtén|obtener|descargar|obter|obtenha|baixar|scarica|ottieni|haal|hämta|hent|skaff deg|hanki|pobierz|získejte|stáhnout|скачать|загрузите|obțineți|λήψη|tải|获取|取得)\s+/iu;
/** Words that end such a line where the language puts the verb last. */
const ENDINGS =
  /(?:から送信|から送信しました|gönderildi|gesendet|edinin|发送|發送|傳送|传送|에서 보냄|beziehen|herunterladen|küldve|elküldve)$/iu;

const BRAND =
  /^(?:iphon|ipad|ipod|imac|macbook|ios\b|android|galaxy|samsung|huawei|honor\b|xiaomi|redmi|poco\b|oppo\b|vivo\b|realme|pixel|nexus|oneplus|nokia|sony|xperia|htc\b|lg\b|lge\b|motorola|moto\b|fairphone|wiko|lenovo|zte\b|alcatel|asus|blackberry|windows|outlook|yahoo|gmail|google|aol\b|proton|protonmail|spark\b|spike\b|newton|bluemail|typeapp|mailbird|airmail|polymail|superhuman|thunderbird|k-9|k9\b|fairemail|tuta\b|tutanota|hey\b|zoho|mailspring|edison|canary|mailo\b|orange\b|sfr\b|free\b|bouygues|laposte|verizon|t-mobile|at&t|vodafone|telekom|o2\b|gmx|web\.de|front\b|acompli|cloudmagic|myemail|touchdown|good\b|mymail|mail\.ru|яндекс|yandex)/iu;
const GENERIC =
  /^(?:phone|mobile|m[óo]vil|mobil\w*|celular|smartphone\p{L}*|handy|handheld|tablet\p{L}*|tablette|t[ée]l[ée]phone|tel[eé]fono|telefon\p{L}*|portable|appareil|device|dispositivo|ger[äa]t|toestel|courrier|mail|e-mail|email|e-mail-app|messenger|app|appli|application|aplicación|applicazione|messagerie|手机|手機)$/iu;
const POSSESSIVE =
  /^(?:my|mon|ma|mein|meine[mr]?|mi|meu|minha|mio|mijn|min|mitt|moj\p{L}*|mojego|môj\p{L}*|моего|мого|mel)$/iu;
const SMALL =
  /^(?:a|an|the|un|une|l’|le|la|les|de|du|d’|del|do|da|o|il|lo|el|den|der|die|das|het|een|for|pour|für|para|per|voor|för|for|til|dla|pro|для|on|sur|auf|su|op|på|with|mit|avec|con|com|secure|sécurisée?|secured|securely|new|nouvel|nouveau|pro|max|plus|lite|mini|ultra|lte|4g|5g|3g|wireless|wi-fi|mobile|network|réseau|operated|by|in|and|et|aka|i|sicher|gesendet|sent|pomocí|segura|seguro)$/iu;
const MOST_WORDS = 14;

/**
 * Whether the line is what a phone or mail program adds by itself ("Envoyé de mon iPhone"). Every word of it must belong to such a line:
 * "Envoyé de mon mobile hier au client" and "Sent by mail" are a person's.
 */
export function isDeviceLine(line: string): boolean {
  if (line.length > 300) return false;
  const text = plainLine(line)
    .replace(/[<([]\s*(?:https?:|mailto:)[^>)\]]*[>)\]]?|https?:\S+/gi, ' ')
    .replace(/['`]/g, '’')
    .replace(/^[*_~|\s"“]+|[*_~|\s"”.。]+$/g, '')
    .replace(/[™®]/g, '');
  const begun = text.replace(BEGINNINGS, '');
  const offered = text.replace(OFFERS, '');
  const ended = text.replace(ENDINGS, '');
  const inner = begun !== text ? begun : offered !== text ? offered : ended;
  return inner !== text && namesDevice(inner.replace(ENDINGS, ''), offered !== text);
}

function namesDevice(text: string, offered: boolean): boolean {
  const words = text.split(/[\s,/]+|(?<=[ld]’)/iu).filter((word) => word !== '');
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  const branded = words.some((word) => BRAND.test(word));
  const owned = !offered && words.some((word) => POSSESSIVE.test(word)) && words.some((word) => GENERIC.test(word));
  const belongs = (word: string): boolean =>
    BRAND.test(word) ||
    GENERIC.test(word) ||
    POSSESSIVE.test(word) ||
    SMALL.test(word) ||
    (branded && /^[\p{Lu}\d]/u.test(word));
  return (branded || owned) && words.every(belongs);
}
