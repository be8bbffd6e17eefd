import { wordSet, words } from './words.js';

/** Names that texts use and the package does not have, or has only among spellings that are too risky to take. */
export const furtherNames: Readonly<Record<string, readonly string[]>> = {
  GB: words('Britain Great_Britain UK U.K.'),
  US: words('US U.S. USA U.S.A. the_United_States_of_America'),
  AE: words('UAE'),
  KP: words('DPRK'),
  CD: words('DRC Democratic_Republic_of_Congo'),
  TR: words('Turkey'),
  MM: words('Burma'),
  SZ: words('Swaziland'),
  TL: words('East_Timor'),
  CI: ["Côte d'Ivoire"],
  BN: words('Brunei_Darussalam'),
  VN: words('Viet_Nam'),
  BA: words('Bosnia-Herzegovina'),
  CV: words('Cabo_Verde'),
  HK: words('Hong_Kong'),
  MO: words('Macau Macao'),
};

/** Words for a country's people and things that the package lacks or that are more usual. */
export const furtherDemonyms: Readonly<Record<string, string>> = {
  Argentinian: 'AR',
  Bosnian: 'BA',
  Ecuadorian: 'EC',
  Kazakh: 'KZ',
  Kyrgyz: 'KG',
  Philippine: 'PH',
  Saudi: 'SA',
  Slovenian: 'SI',
  Tajik: 'TJ',
  Uzbek: 'UZ',
  Kosovar: 'XK',
  Trinidadian: 'TT',
  Honduran: 'HN',
  'New Zealand': 'NZ',
  ROK: 'KR',
};

/** Also given names, surnames, US states, common words …: linked only where the page names the country in another way, too. */
export const ambiguousCountries = wordSet(`
  Georgia Jordan Chad Guinea Dominica Dominique Reunion Jersey Grenada Granada Grenade Maurice Martinique Montserrat
  Niger Mali Samoa Saint_Martin Saint_Helena Micronesia Turkey Virgin_Islands 
  Guadeloupe Niue`);
/** Of those, sure behind `in`, `to` and the like: no person, no town, no dish stands there. */
export const sureBehindPreposition = wordSet('Turkey Niger Mali Dominica');

/** Names of capitals that many other places, people or things have, too: linked only where the page names the country. */
export const ambiguousCapitals = wordSet(`
  Victoria San_Jose Kingstown Kingston George_Town Stanley Jamestown Hamilton Wellington Santiago Sucre Saint-Denis
  Saint_John's Plymouth Nassau Douglas Freetown Port_Louis Lima Praia Panama_City Sofia Male Roseau Apia 
  Washington Tripoli Belmopan Majuro Castries Jerusalem 
  Philipsburg Georgetown Bridgetown Melekeok Lobamba Mbabane Lome Moroni Bissau Delhi Florence`);

/** Behind a comma they say that the town is another one: Paris, Texas. */
export const otherRegions = wordSet(`
  Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana
  Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
  Nevada New Ohio Oklahoma Oregon Pennsylvania Rhode South North Tennessee Texas Utah Vermont Virginia Washington
  Wisconsin Wyoming Ontario Quebec Manitoba Saskatchewan Alberta Tex. Ont. Ga.`);

/** Geographic features: behind a country's name or demonym they make another place's name. */
export const featureNouns = wordSet(
  'peninsula strait straits sea islands gulf archipelago ocean desert channel trench',
);

/** Features whose name is not built on one country. */
export const namedFeatures: Readonly<Record<string, string>> = {
  'Korean Peninsula': 'peninsula',
  'Arabian Peninsula': 'peninsula',
  'Iberian Peninsula': 'peninsula',
  'South China Sea': 'sea',
  'East China Sea': 'sea',
  'Black Sea': 'sea',
  'Red Sea': 'sea',
  'Mediterranean Sea': 'sea',
  'Baltic Sea': 'sea',
  'Caspian Sea': 'sea',
  'Sea of Japan': 'sea',
  'Gulf of Mexico': 'gulf',
  'Gulf of Oman': 'gulf',
  'Gulf of Guinea': 'gulf',
  'Persian Gulf': 'gulf',
  'Taiwan Strait': 'strait',
  'Strait of Hormuz': 'strait',
  'Bering Strait': 'strait',
  'Indian Ocean': 'ocean',
  'Pacific Ocean': 'ocean',
  'Atlantic Ocean': 'ocean',
  'Arctic Ocean': 'ocean',
  'Suez Canal': 'canal',
  'Panama Canal': 'canal',
  'Gaza Strip': 'region',
  'West Bank': 'region',
};

/** A demonym in front of these means the state or its people, not its language, kitchen or style. */
export const stateNouns = wordSet(`
  side sides government governments president presidents minister ministers ministry ministries official officials
  delegation delegations troops parliament economy authorities capital people peoples citizens nationals leader leaders
  army navy military forces force police embassy ambassador consulate diplomat diplomats senate congress court courts
  state territory border borders soil premier chancellor prime vice deputy foreign interior defence defense finance
  environment health justice counterpart counterparts lawmakers lawmaker voters cabinet administration republic nation
  society market markets companies company firms businesses exporters enterprises investors officers officer soldiers
  soldier spokesperson spokesman spokeswoman secretary envoy envoys representative representatives coast province
  provinces city cities region regions airspace waters intelligence central supreme national constitution law election
  elections team students scientists researchers farmers prosecutors judges media`);

/** What a capital of another language is called there, by language and country. */
export const capitalsIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: {
    CN: 'Peking',
    RU: 'Moskau',
    IT: 'Rom',
    AT: 'Wien',
    BE: 'Brüssel',
    UA: 'Kiew',
    PL: 'Warschau',
    CZ: 'Prag',
    DK: 'Kopenhagen',
    PT: 'Lissabon',
    GR: 'Athen',
    JP: 'Tokio',
    EG: 'Kairo',
    IR: 'Teheran',
    RO: 'Bukarest',
    RS: 'Belgrad',
    IN: 'Neu-Delhi',
    CU: 'Havanna',
    IQ: 'Bagdad',
    SY: 'Damaskus',
  },
  fr: {
    CN: 'Pékin',
    RU: 'Moscou',
    GB: 'Londres',
    AT: 'Vienne',
    BE: 'Bruxelles',
    UA: 'Kiev',
    PL: 'Varsovie',
    DK: 'Copenhague',
    PT: 'Lisbonne',
    GR: 'Athènes',
    KR: 'Séoul',
    EG: 'Le Caire',
    IR: 'Téhéran',
    RO: 'Bucarest',
    CH: 'Berne',
    DZ: 'Alger',
    CU: 'La Havane',
    SY: 'Damas',
    IQ: 'Bagdad',
  },
  es: {
    CN: 'Pekín',
    RU: 'Moscú',
    GB: 'Londres',
    IT: 'Roma',
    AT: 'Viena',
    BE: 'Bruselas',
    UA: 'Kiev',
    PL: 'Varsovia',
    CZ: 'Praga',
    DK: 'Copenhague',
    GR: 'Atenas',
    KR: 'Seúl',
    JP: 'Tokio',
    EG: 'El Cairo',
    IR: 'Teherán',
    CU: 'La Habana',
    DE: 'Berlín',
    FR: 'París',
    CH: 'Berna',
    RO: 'Bucarest',
  },
  zh: {
    CN: '北京',
    KR: '首尔',
    JP: '东京',
    RU: '莫斯科',
    GB: '伦敦',
    FR: '巴黎',
    DE: '柏林',
    IT: '罗马',
    ES: '马德里',
    KP: '平壤',
    TW: '台北',
    IN: '新德里',
    TH: '曼谷',
    VN: '河内',
    EG: '开罗',
    IR: '德黑兰',
    UA: '基辅',
    BE: '布鲁塞尔',
    US: '华盛顿',
    AT: '维也纳',
  },
};
