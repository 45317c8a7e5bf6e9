/** What a rep gets from the region of their company, before what its country would give. */
export interface RegionDefault {
  /** Country and region, ISO 3166-2. */
  region: string;
  /** null: that of the country. */
  timeZone: string | null;
  locale: 'fr' | null;
}

/**
 * Regions whose clocks are not those on which most of the country lives. A region that two zones share has the one of most of its
 * people. After https://en.wikipedia.org/wiki/List_of_time_zones_by_country and the comments of the time zone data.
 */
const ZONE_OF: Record<string, Record<string, string>> = {
  AU: {
    'Australia/Adelaide': 'SA',
    'Australia/Brisbane': 'QLD',
    'Australia/Darwin': 'NT',
    'Australia/Hobart': 'TAS',
    'Australia/Melbourne': 'VIC',
    'Australia/Perth': 'WA',
  },
  BR: {
    'America/Araguaina': 'TO',
    'America/Bahia': 'BA',
    'America/Belem': 'AP PA',
    'America/Boa_Vista': 'RR',
    'America/Campo_Grande': 'MS',
    'America/Cuiaba': 'MT',
    'America/Fortaleza': 'CE MA PB PI RN',
    'America/Maceio': 'AL SE',
    'America/Manaus': 'AM',
    'America/Porto_Velho': 'RO',
    'America/Recife': 'PE',
    'America/Rio_Branco': 'AC',
  },
  CA: {
    'America/Edmonton': 'AB NT',
    'America/Halifax': 'NS PE',
    'America/Iqaluit': 'NU',
    'America/Moncton': 'NB',
    'America/Regina': 'SK',
    'America/St_Johns': 'NL',
    'America/Vancouver': 'BC',
    'America/Whitehorse': 'YT',
    'America/Winnipeg': 'MB',
  },
  CD: { 'Africa/Lubumbashi': 'BU HK HL HU IT KC KE KS LO LU MA NK SA SK TA TO' },
  CL: { 'America/Coyhaique': 'AI', 'America/Punta_Arenas': 'MA' },
  EC: { 'Pacific/Galapagos': 'W' },
  ES: { 'Atlantic/Canary': 'CN GC TF' },
  ID: { 'Asia/Jayapura': 'MA MU PA PB PD PE PS PT', 'Asia/Makassar': 'BA GO KI KS KU NB NT SA SG SN SR ST' },
  MN: { 'Asia/Hovd': '043 046 071' },
  MX: {
    'America/Cancun': 'ROO',
    'America/Chihuahua': 'CHH',
    'America/Hermosillo': 'SON',
    'America/Mazatlan': 'BCS NAY SIN',
    'America/Merida': 'CAM YUC',
    'America/Monterrey': 'COA DUR NLE TAM',
    'America/Tijuana': 'BCN',
  },
  NZ: { 'Pacific/Chatham': 'CIT' },
  PT: { 'Atlantic/Azores': '20', 'Atlantic/Madeira': '30' },
  RU: {
    'Asia/Anadyr': 'CHU',
    'Asia/Barnaul': 'AL ALT',
    'Asia/Chita': 'ZAB',
    'Asia/Irkutsk': 'BU IRK',
    'Asia/Kamchatka': 'KAM',
    'Asia/Krasnoyarsk': 'KK KYA TY',
    'Asia/Magadan': 'MAG',
    'Asia/Novokuznetsk': 'KEM',
    'Asia/Novosibirsk': 'NVS',
    'Asia/Omsk': 'OMS',
    'Asia/Sakhalin': 'SAK',
    'Asia/Tomsk': 'TOM',
    'Asia/Vladivostok': 'KHA PRI YEV',
    'Asia/Yakutsk': 'AMU SA',
    'Asia/Yekaterinburg': 'BA CHE KGN KHM ORE PER SVE TYU YAN',
    'Europe/Astrakhan': 'AST',
    'Europe/Kaliningrad': 'KGD',
    'Europe/Samara': 'SAM UD',
    'Europe/Saratov': 'SAR',
    'Europe/Ulyanovsk': 'ULY',
    'Europe/Volgograd': 'VGG',
  },
  US: {
    'America/Anchorage': 'AK',
    'America/Boise': 'ID',
    'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
    'America/Denver': 'CO MT NM UT WY',
    'America/Detroit': 'MI',
    'America/Indiana/Indianapolis': 'IN',
    'America/Kentucky/Louisville': 'KY',
    'America/Los_Angeles': 'CA NV OR WA',
    'America/Phoenix': 'AZ',
    'America/Puerto_Rico': 'PR',
    'America/St_Thomas': 'VI',
    'Pacific/Guam': 'GU',
    'Pacific/Honolulu': 'HI',
    'Pacific/Pago_Pago': 'AS',
    'Pacific/Saipan': 'MP',
  },
};

/** Where business is mostly done in French, in countries where most of it is not. */
const FRENCH: Record<string, string> = {
  BE: 'WAL WBR WHT WLG WLX WNA',
  CA: 'QC',
  CH: 'FR GE JU NE VD VS',
};

/** Every region that gives something else than its country. */
export function regionDefaults(): RegionDefault[] {
  const zones = Object.entries(ZONE_OF).flatMap(([country, byZone]) =>
    Object.entries(byZone).flatMap(([timeZone, regions]) =>
      regions.split(' ').map((region) => ({ region: `${country}-${region}`, timeZone, locale: null })),
    ),
  );
  const french = Object.entries(FRENCH).flatMap(([country, regions]) =>
    regions.split(' ').map((region) => ({ region: `${country}-${region}`, timeZone: null, locale: 'fr' as const })),
  );
  return [...zones, ...french];
}
