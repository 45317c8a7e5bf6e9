import { plainLine } from './lines.rules.js';

/** "Sent from" and "Get", as phones and mail programs begin their line in the languages they speak. */
const BEGINNINGS =
  /^(?:(?:sent (?:from|via|with|using|by|on)|envoy[ée]e? (?:depuis|de|du|avec|via|à l’aide de|à partir de|à partir d’|par)|message envoyé (?:depuis|de|avec)|provenance ?:|von mein(?:em|er)|gesendet (?:von|mit|aus|über|via)|diese nachricht wurde (?:von|mit)|enviad[oa] (?:desde|de|do|da|con|com|mediante|a partir de|a partir do|a través de|por|via|pelo)|inviato (?:da|dal|dall’|con|tramite|via)|verstuurd (?:vanaf|vanuit|met|via|van)|verzonden (?:vanaf|vanuit|met|via|van)|skicka(?:t|des) (?:från|via|med)|sendt (?:fra|via|med)|lähetetty|wysłan[eoa] (?:ze|z|za pomocą|przy użyciu)|odesl[aá]no (?:ze|z|pomocí)|odoslané (?:zo|z)|отправлено (?:из|со|с|через)|надіслано (?:з|із)|trimis (?:de pe|din|de la|cu)|(?:el)?küldve(?: az?)?|στάλθηκε (?:από|με)(?: τ[οη]ν?)?|εστάλη από(?: τ[οη]ν?)?|poslano (?:sa|s|z)|poslato sa|enviat des de(?:l|ls)?|(?:đã |được )?gửi từ|dikirim dari|ส่งจาก)(?:(?<=’)|(?![\p{Script=Latin}]))|[发發]自我的|[发發]自|来自我的|发送自我的|從我的|从我的|傳送自|寄自|나의|내|私の|(?:أُ?رسلت|تم الإرسال|نُ?شر) من|נשלח מ(?:ה-)?)\s*/iu;
/** "Get Outlook for iOS" */
const OFFERS =
  /^(?:get|download|t[ée]l[ée]charge[rz]|obtene[rz]|obtenir|holen sie sich|laden sie|obtén|obtener|descargar|obter|obtenha|baixar|scarica|ottieni|haal|hämta|skaffa|hent|få|skaff deg|hanki|pobierz|získejte|stáhnout|скачать|загрузите|obțineți|λήψη(?: του)?|tải|dapatkan|获取|下载|下載|取得|uzyskaj)\s+/iu;
/** Words that end such a line where the language puts the verb last. */
const ENDINGS =
  /(?:から送信|から送信しました|を入手(?:する)?|を取得|다운로드|가져오기|에서 보냈습니다|downloaden|verzonden|verstuurd|gönderildi|gesendet|edinin|发送|發送|傳送|传送|에서 보냄|beziehen|herunterladen|küldve|elküldve)$/iu;

const BRAND =
  /^(?:iphon|ipad|icloud|apple\b|ipod|imac|macbook|mac\b|ios\b|android|galaxy|samsung|huawei|honor\b|xiaomi|redmi|poco\b|oppo\b|vivo\b|realme|pixel|nexus|oneplus|nokia|sony|xperia|htc\b|lg\b|lge\b|motorola|moto\b|fairphone|wiko|lenovo|zte\b|alcatel|asus|blackberry|windows|surface\b|outlook|yahoo|gmail|google|aol\b|proton|protonmail|spark\b|spike\b|newton|bluemail|typeapp|mailbird|airmail|polymail|superhuman|thunderbird|k-9|k9\b|fairemail|tuta\b|tutanota|hey\b|zoho|mailspring|edison|canary|mailo\b|orange\b|sfr\b|free\b|bouygues|laposte|verizon|t-mobile|at&t|vodafone|telekom|o2\b|gmx|web\.de|front\b|acompli|cloudmagic|myemail|touchdown|good\b|mymail|mail\.?(?:ru|com)\b|яндекс|yandex|boxer\b|libero\b|小米|华为|三星|魅族|荣耀|手机|手機)/iu;
const GENERIC =
  /^(?:phone|cell|watch|mobile|m[óo]vil|mobil\w*|celular|smartphone\p{L}*|handy|handheld|tablet\p{L}*|tablette|t[ée]l[ée]phone|tel[eé]fono|telefon\p{L}*|portable|ordinateur|appareil|device|cihaz\p{L}*|urządzeni\p{L}*|устройств\p{L}*|dispositivo|ger[äa]t|toestel|courrier|mail|e-mail|email|e-mail-app|messenger|app|appli|application|aplicación|applicazione|messagerie|poczt\p{L}*|почт\p{L}*|программ\p{L}*|programu|aplikacj\p{L}*|posta|correo|e-post|스마트폰)$/iu;
const POSSESSIVE =
  /^(?:my|mon|ma|mein|meine[mr]?|mi|meu|minha|mio|mijn|min|mitt|moj\p{L}*|mojego|môj\p{L}*|моего|мого|mel|meu|mog|μου|tôi|saya|ของฉัน)$/iu;
const SMALL =
  /^(?:a|an|the|un|une|l’|le|la|les|de|du|d’|del|do|da|o|il|lo|el|den|der|die|das|het|een|for|pour|für|para|per|voor|för|for|til|dla|pro|для|on|sur|auf|su|op|på|with|mit|avec|con|com|secure|sécurisée?|secured|securely|new|nouvel|nouveau|pro|max|plus|lite|mini|ultra|lte|4g|5g|3g|wireless|wi-fi|mobile|network|réseau|operated|by|in|and|et|aka|i|sicher|gesendet|sent|pomocí|segura|seguro|pentru|cho|untuk|για|του|τη|systemu|của|из|с|защищенной|мобильной|electrónico|الخاص|بي|الـ|שלי|从|從|版|の|workspace|one)$/iu;
/** "Please excuse my brevity." behind the name of the device. */
const EXCUSE =
  /(?<=\p{L})[.,;–-]+\s*(?:please )?(?:excuse|pardon|forgive|veuillez (?:m’)?excuser|bitte entschuldige?n?)[^.]{1,60}$/iu;
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
    .replace(/[™®]/g, '')
    .replace(EXCUSE, '');
  const begun = text.replace(BEGINNINGS, '');
  const offered = text.replace(OFFERS, '');
  const ended = text.replace(ENDINGS, '');
  const inner = begun !== text ? begun : offered !== text ? offered : ended;
  return inner !== text && namesDevice(inner.replace(ENDINGS, ''), offered !== text);
}

function namesDevice(text: string, offered: boolean): boolean {
  const words = text.split(/[\s,/]+|(?<=[ld]’)/iu).filter((word) => word !== '');
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  // "Get Outlook for iOS" names a program and a system; "Get Samsung" is a person's advice.
  const branded = words.filter((word) => BRAND.test(word)).length >= (offered ? 2 : 1);
  const owned = !offered && words.some((word) => POSSESSIVE.test(word)) && words.some((word) => GENERIC.test(word));
  const belongs = (word: string): boolean =>
    BRAND.test(word) ||
    GENERIC.test(word) ||
    POSSESSIVE.test(word) ||
    SMALL.test(word) ||
    (branded && /^[\p{Lu}\d]/u.test(word));
  return (branded || owned) && words.every(belongs);
}
