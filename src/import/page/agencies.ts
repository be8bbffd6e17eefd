import { nameKey } from './knowledge.js';

export interface Agency {
  name: string;
  /** What it deals in: wire copy, pictures alone, or its own programme or paper. */
  category: 'NEWS_AGENCY' | 'PHOTO_AGENCY' | 'BROADCASTER';
  otherNames: string[];
}

const agency = (category: Agency['category'], name: string, ...otherNames: string[]): Agency => ({
  name,
  category,
  otherNames,
});

/** News and picture agencies, and broadcasters whose names stand alone as bylines. */
export const agencies: readonly Agency[] = [
  agency('NEWS_AGENCY', 'Xinhua News Agency', 'Xinhua', '新华社', '新华网', '新華社'),
  agency('NEWS_AGENCY', 'China News Service', 'CNS', '中新社', '中新网', '中国新闻社'),
  agency('NEWS_AGENCY', 'Reuters', 'Thomson Reuters', '路透社', '路透'),
  agency('NEWS_AGENCY', 'Associated Press', 'AP', 'The Associated Press', '美联社'),
  agency('NEWS_AGENCY', 'Agence France-Presse', 'AFP', '法新社'),
  agency('NEWS_AGENCY', 'Deutsche Presse-Agentur', 'dpa', 'dpa-AFX', '德新社'),
  agency('NEWS_AGENCY', 'Agencia EFE', 'EFE', 'Efe', '埃菲社'),
  agency('NEWS_AGENCY', 'Europa Press', 'EP'),
  agency('NEWS_AGENCY', 'ANSA', 'Agenzia ANSA', '安莎社'),
  agency('NEWS_AGENCY', 'Lusa', 'Agência Lusa'),
  agency('NEWS_AGENCY', 'Agência Brasil'),
  agency('NEWS_AGENCY', 'Kyodo News', 'Kyodo', '共同社'),
  agency('NEWS_AGENCY', 'Jiji Press', 'Jiji', '时事社'),
  agency('NEWS_AGENCY', 'Yonhap News Agency', 'Yonhap', '韩联社'),
  agency('NEWS_AGENCY', 'TASS', 'ITAR-TASS', '塔斯社'),
  agency('NEWS_AGENCY', 'Interfax', '国际文传电讯社'),
  agency('NEWS_AGENCY', 'RIA Novosti', 'Sputnik'),
  agency('NEWS_AGENCY', 'Press Trust of India', 'PTI'),
  agency('NEWS_AGENCY', 'Asian News International', 'ANI'),
  agency('NEWS_AGENCY', 'Indo-Asian News Service', 'IANS'),
  agency('NEWS_AGENCY', 'Anadolu Agency', 'Anadolu', 'AA'),
  agency('NEWS_AGENCY', 'Antara', 'ANTARA News'),
  agency('NEWS_AGENCY', 'Bernama'),
  agency('NEWS_AGENCY', 'Vietnam News Agency', 'VNA'),
  agency('NEWS_AGENCY', 'PA Media', 'PA', 'Press Association'),
  agency('NEWS_AGENCY', 'Australian Associated Press', 'AAP'),
  agency('NEWS_AGENCY', 'Canadian Press', 'The Canadian Press'),
  agency('NEWS_AGENCY', 'Austria Presse Agentur', 'APA'),
  agency('NEWS_AGENCY', 'Keystone-SDA', 'SDA', 'ATS'),
  agency('NEWS_AGENCY', 'epd', 'Evangelischer Pressedienst'),
  agency('NEWS_AGENCY', 'KNA', 'Katholische Nachrichten-Agentur'),
  agency('NEWS_AGENCY', 'Belga'),
  agency('NEWS_AGENCY', 'ANP', 'Algemeen Nederlands Persbureau'),
  agency('NEWS_AGENCY', 'Ritzau'),
  agency('NEWS_AGENCY', 'NTB'),
  agency('NEWS_AGENCY', 'TT', 'Tidningarnas Telegrambyrå'),
  agency('NEWS_AGENCY', 'STT', 'Suomen Tietotoimisto'),
  agency('NEWS_AGENCY', 'PAP', 'Polska Agencja Prasowa'),
  agency('NEWS_AGENCY', 'Ukrinform'),
  agency('NEWS_AGENCY', 'MENA', 'Middle East News Agency'),
  agency('NEWS_AGENCY', 'WAM', 'Emirates News Agency'),
  agency('NEWS_AGENCY', 'Saudi Press Agency', 'SPA'),
  agency('NEWS_AGENCY', 'KUNA', 'Kuwait News Agency'),
  agency('NEWS_AGENCY', 'IRNA'),
  agency('NEWS_AGENCY', 'News Agency of Nigeria', 'NAN'),
  agency('NEWS_AGENCY', 'Kenya News Agency'),
  agency('NEWS_AGENCY', 'Ghana News Agency', 'GNA'),
  agency('NEWS_AGENCY', 'African News Agency', 'ANA'),
  agency('NEWS_AGENCY', 'Télam', 'Telam'),
  agency('NEWS_AGENCY', 'Prensa Latina'),
  agency('NEWS_AGENCY', 'Notimex'),
  agency('NEWS_AGENCY', 'KCNA', 'Korean Central News Agency', '朝中社'),
  agency('NEWS_AGENCY', 'Bloomberg', 'Bloomberg News', '彭博社'),
  agency('NEWS_AGENCY', 'United Press International', 'UPI'),
  agency('NEWS_AGENCY', 'Inter Press Service', 'IPS'),
  agency('PHOTO_AGENCY', 'Getty Images', 'Getty'),
  agency('PHOTO_AGENCY', 'Visual China Group', 'VCG', '视觉中国'),
  agency('PHOTO_AGENCY', 'CFP'),
  agency('PHOTO_AGENCY', 'IC Photo'),
  agency('PHOTO_AGENCY', 'European Pressphoto Agency', 'EPA', 'EPA-EFE', 'EPA Images'),
  agency('PHOTO_AGENCY', 'Picture Alliance', 'picture alliance', 'picture-alliance'),
  agency('PHOTO_AGENCY', 'imago', 'IMAGO'),
  agency('PHOTO_AGENCY', 'Shutterstock'),
  agency('PHOTO_AGENCY', 'iStock'),
  agency('PHOTO_AGENCY', 'Alamy', 'Alamy Stock Photo'),
  agency('PHOTO_AGENCY', 'Unsplash'),
  agency('PHOTO_AGENCY', 'Wikimedia Commons'),
  agency('BROADCASTER', 'CGTN', 'China Global Television Network'),
  agency('BROADCASTER', 'CCTV', 'China Central Television', '央视'),
  agency('BROADCASTER', 'BBC', 'BBC News'),
  agency('BROADCASTER', 'Deutsche Welle', 'DW'),
  agency('BROADCASTER', 'France 24'),
  agency('BROADCASTER', 'Al Jazeera'),
  agency('BROADCASTER', 'CNN'),
  agency('BROADCASTER', 'NHK'),
  agency('BROADCASTER', 'KBS'),
  agency('BROADCASTER', 'RFI'),
];

const byName = new Map(agencies.flatMap((one) => [one.name, ...one.otherNames].map((name) => [nameKey(name), one])));

export const knownAgency = (name: string): Agency | undefined => byName.get(nameKey(name));

/** Agencies whose copy other houses print. */
export const isNewsAgency = (name: string): boolean => knownAgency(name)?.category === 'NEWS_AGENCY';

/** Agencies that a picture's credit may name. */
export const isPictureSource = (name: string): boolean => knownAgency(name) !== undefined;
