import type { LeftOut } from './leftout.js';
import type { Para } from './lines.js';
import type { PageNotice } from './page.js';
import { endsSentence, weight } from './text.js';

const SUBJECT =
  /cookies?\b|\bprivacy\b|datenschutz|confidentialité|vie privée|privacidad|隐私|cookie|\bconsent\b|einwilligung|terms of use/iu;
/** Speaks to the reader about this site, which a report about cookies or privacy does not. */
const ADDRESS = [
  /\bby (?:continuing|clicking|using|browsing|accepting|closing)\b.{0,120}\b(?:you|agree|consent|accept)\b/iu,
  /\b(?:we|our|this (?:web)?site|this page)\b.{0,120}\bcookies?\b/iu,
  /\bcookies?\b.{0,120}\b(?:you|your|our|we)\b/iu,
  /^.{2,60}\b(?:uses?|and its partners use)\b.{0,60}\bcookies?\b/iu,
  /\b(?:we|our)\b.{0,80}\b(?:privacy|your data|personal data)\b/iu,
  /\bwir\b.{0,120}\bcookies?\b|\bcookies\b.{0,160}\b(?:sie|ihre|ihrer|wir)\b|(?:diese|unsere) (?:website|seite|webseite)\b.{0,80}\bcookies?/iu,
  /\b(?:nous|notre|ce site|nos partenaires)\b.{0,140}\bcookies?\b|\bcookies\b.{0,140}\b(?:vous|nous|votre)\b/iu,
  /\b(?:utilizamos|usamos|este sitio|nuestros socios|esta web)\b.{0,140}\bcookies?\b|\bcookies\b.{0,140}\b(?:usted|su navegación|nuestr[ao]s?)\b/iu,
  /(?:我们|本网站|本站).{0,40}(?:cookie|隐私)/iu,
];
const ACTION =
  /^(?:i agree|agree|i accept|accept|accept all|accept all cookies|accept cookies|accept & close|accept and (?:close|continue)|reject|reject all|reject all cookies|decline|manage (?:preferences|settings|cookies|options|choices)|cookie (?:settings|preferences)|customi[sz]e|more options|learn more|got it!?|ok|okay|allow all|allow|necessary only|only necessary|save preferences|agree and continue|yes,? i agree|no,? thanks|zustimmen|ich stimme zu|alle akzeptieren|akzeptieren|akzeptieren und (?:schließen|weiter)|ablehnen|alle ablehnen|nur notwendige(?: cookies)?|einstellungen|cookie-einstellungen|einstellungen verwalten|mehr erfahren|einverstanden|accepter|tout accepter|j'accepte|accepter et (?:fermer|continuer)|refuser|tout refuser|continuer sans accepter|paramétrer|personnaliser|gérer (?:mes|les) (?:choix|préférences|cookies)|en savoir plus|aceptar|aceptar todo|aceptar todas|aceptar y continuar|acepto|rechazar|rechazar todo|rechazar todas|configurar|configuración de cookies|gestionar preferencias|más información|同意|我同意|接受|全部接受|接受全部|拒绝|全部拒绝|管理偏好|设置|知道了)$/iu;

const isAction = (text: string): boolean => text.length <= 60 && ACTION.test(text.replace(/’/g, "'"));
const isNoticeTitle = (text: string): boolean =>
  weight(text) <= 90 && !endsSentence(text) && SUBJECT.test(text) && text.length > 7;
const isNoticeText = (text: string): boolean => {
  const start = text.slice(0, 600);
  return weight(start) > 40 && SUBJECT.test(start) && ADDRESS.some((pattern) => pattern.test(start));
};

/** How far from either end of the page a notice may stand without a button beneath it. */
const EDGE = 12;

/** Takes the consent and privacy notices out: a title if there is one, paragraphs that address the reader, buttons. */
export function takeNotices(paras: readonly Para[], leftOut: LeftOut): { rest: Para[]; notices: PageNotice[] } {
  const rest: Para[] = [];
  const notices: PageNotice[] = [];
  for (let at = 0; at < paras.length; ) {
    const end = noticeEnd(paras, at);
    const taken = paras.slice(at, end);
    if (taken.length > 0) {
      notices.push(asNotice(taken.map(({ text }) => text)));
      for (const para of taken) leftOut.add(para, 'consent or privacy notice');
    } else if (paras[at]) rest.push(paras[at] as Para);
    at = Math.max(end, at + 1);
  }
  return { rest, notices };
}

/** Index behind the notice that starts here; the start itself if none does. */
function noticeEnd(paras: readonly Para[], start: number): number {
  const text = (at: number) => paras[at]?.text ?? '';
  let at = start;
  const titled =
    isNoticeTitle(text(at)) && (isNoticeText(text(at + 1)) || (isAction(text(at + 1)) && isAction(text(at + 2))));
  const greeted =
    weight(text(at)) <= 90 &&
    isNoticeText(text(at + 1)) &&
    /^(?:welcome to|willkommen|bienvenue|bienvenid)/iu.test(text(at));
  if (titled || greeted) at++;
  while (isNoticeText(text(at)) && at < start + 8) at++;
  const textEnd = at;
  if (textEnd === start) return start;
  while (isAction(text(at)) && at < textEnd + 8) at++;
  const nearEdge = start < EDGE || start >= paras.length - EDGE;
  return at > textEnd || (nearEdge && (titled || greeted || isWholeNotice(text(start)))) ? at : start;
}

/** Without title and buttons only the plainest wording will do. */
const isWholeNotice = (text: string): boolean =>
  /\b(?:we use cookies|uses cookies|our use of cookies|wir verwenden cookies|verwendet cookies|nous utilisons des cookies|utilise des cookies|utilizamos cookies|utiliza cookies)\b|使用.{0,10}cookie/iu.test(
    text.slice(0, 300),
  );

function asNotice(lines: readonly string[]): PageNotice {
  const actions = lines.filter(isAction);
  const others = lines.filter((line) => !isAction(line));
  const titled = others.length > 0 && weight(others[0] ?? '') <= 90 && !endsSentence(others[0] ?? '');
  const paragraphs = titled ? others.slice(1) : others;
  const title = titled ? (others[0] ?? '') : firstSentence(others[0] ?? '');
  return { kind: kindOf(others.join(' ')), title, paragraphs, actions };
}

const firstSentence = (text: string): string => /^.{1,160}?[.!?。](?=\s|$)|^.{1,80}/su.exec(text)?.[0] ?? text;

function kindOf(text: string): PageNotice['kind'] {
  if (/cookie/iu.test(text)) return 'COOKIE_CONSENT';
  return /privacy|datenschutz|confidentialité|vie privée|privacidad|隐私|personal data/iu.test(text)
    ? 'PRIVACY'
    : 'TERMS';
}
