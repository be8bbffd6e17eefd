import {
  controls,
  kickers,
  languageNames,
  linkOpenings,
  listHeadings,
  sections,
  shareTokens,
} from './boilerplate.words.js';
import { endsSentence, weight } from './text.js';

const words = (...lists: readonly string[]): Set<string> => new Set(lists.flatMap((list) => list.split('|')));
const escaped = (list: string): string => list.replace(/[.*+?^${}()[\]\\]/g, '\\$&');

const CONTROL = words(...controls);
const SECTION = words(...sections);
const KICKER = words(kickers);
const SHARE = words(...shareTokens);
const LANGUAGE = words(languageNames);
const LIST_HEADING = words(...listHeadings);
const LINK_OPENING = new RegExp(`^(?:${escaped(linkOpenings)})\\s*[:：|»›>→–—-]\\s*\\S`, 'iu');
/** Without a colon only in capitals: `READ ALSO Lake rises`, but not `Watch the river closely`. */
const LINK_CAPITALS =
  /^(?:READ (?:MORE|ALSO|NEXT)|ALSO READ|SEE ALSO|RELATED|WATCH|LIRE AUSSI|À LIRE AUSSI|LEA TAMBIÉN|LESEN SIE AUCH)\s+\S/u;
const MORE_FROM =
  /^(?:more (?:from|in|on|about|by)|latest (?:from|in|on)|mehr (?:von|aus|über)|plus (?:de|sur)|más (?:en|de|sobre)|更多)\s*\S.{0,50}$/iu;

/** Whole lines with one purpose. Every pattern is anchored, and only lines of some 250 letters are ever tried. */
const PATTERNS: readonly (readonly [reason: string, pattern: RegExp])[] = [
  [
    'skip link',
    /^(?:skip to|skip navigation|jump to|zum (?:haupt)?inhalt|direkt zum|aller au contenu|passer au contenu|(?:ir|saltar) al contenido|跳转到|跳到).{0,40}$/iu,
  ],
  [
    'advertisement',
    /^[-–— ]*(?:advertisement|advert|ads?|ad feature|sponsored|sponsored content|paid content|anzeige|werbung|publicité|publicidad|anuncio|广告|(?:story|article|content) continues (?:below|after).{0,40}|remove ads.{0,20}|la suite après (?:cette|la) publicité|der artikel wird nach der anzeige.{0,30}|continúa después de la publicidad)[-–— ]*$/iu,
  ],
  [
    'reading time',
    /^(?:\d{1,3}[ -]?(?:min|mins|minute|minutes|minuten|minutos)\.?[ -]?(?:read|de lecture|de lectura|lesezeit|lesedauer)?|(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|阅读时间|预计阅读)\s*[:：]?\s*(?:ca\. |about )?\d{1,3}.{0,15})$/iu,
  ],
  [
    'counter',
    /^[\d.,]+\s*[kKmM万]?\s*(?:comments?|shares?|views?|reads?|likes?|kommentare?|aufrufe|commentaires?|partages?|vues|comentarios?|vistas|条?评论|次?阅读|人?参与)$/iu,
  ],
  [
    'counter',
    /^(?:comments?|shares?|views?|kommentare?|commentaires?|comentarios?|评论|阅读(?:量|数)?|浏览(?:量|次数)?)\s*[:：]?\s*\(?[\d.,]+\s*[kKmM万]?\)?$/iu,
  ],
  [
    'comments',
    /^(?:leave a (?:comment|reply)|post a comment|write a comment|be the first to comment|add a comment|view comments|kommentar (?:schreiben|verfassen)|laisser un commentaire|réagir|deja un comentario|发表评论|我来说两句).{0,40}$/iu,
  ],
  [
    'audio player',
    /^(?:listen(?: to (?:this|the) (?:article|story))?|listen now|artikel (?:an)?hören|(?:écouter|écoutez) (?:l['’]|cet )article|escuchar(?: el| este)? artículo|escucha (?:la noticia|este artículo)|听新闻|收听|朗读|play(?: video| audio)?|pause|mute|unmute|loading the player)\s*(?:\(?\d{1,3}(?::\d\d| ?min\.?| minutes| mins)\)?)?\.{0,3}$/iu,
  ],
  ['audio player', /^\d{1,2}:\d\d(?:\s*\/\s*\d{1,2}:\d\d)?$/],
  [
    'player or gallery control',
    /^(?:enlarge(?: (?:image|this image))?|view gallery|open (?:image|gallery).{0,30}|(?:show|hide|toggle) captions?|(?:image|photo|bild|foto|slide)? ?\d{1,2} ?(?:of|\/|von|sur|de) ?\d{1,3}|full screen|bild vergrößern|agrandir l['’]image|ampliar imagen|点击查看大图)$/iu,
  ],
  [
    'relative date',
    /^(?:published|updated|posted|last updated|modified)?\s*:?\s*(?:\d{1,2}|an?|one|two)\s+(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\s+ago$/iu,
  ],
  [
    'relative date',
    /^(?:vor \d{1,2} (?:Minuten?|Stunden?|Tag(?:en)?)|il y a \d{1,2} (?:minutes?|heures?|jours?)|hace \d{1,2} (?:minutos?|horas?|días?)|\d{1,2} ?(?:分钟|小时|天)前)$/iu,
  ],
  [
    'newsletter',
    /^(?:sign up|subscribe|register|join|get|receive|don['’]t miss|enjoying|want|stay (?:informed|up to date)|never miss)\b.{0,160}\b(?:newsletters?|briefing|inbox|email alerts?|e-mail alerts?|subscribers|daily digest)\b.{0,80}$/iu,
  ],
  ['newsletter', /^(?:abonnieren|bestellen|melden|jetzt|erhalten|verpassen)\b.{0,120}newsletter.{0,60}$/iu],
  [
    'newsletter',
    /^(?:inscrivez|abonnez|recevez|découvrez).{0,120}(?:newsletter|lettre d['’]information|infolettre).{0,60}$/iu,
  ],
  [
    'newsletter',
    /^(?:suscríb|suscrib|recibe|reciba|regístr|apúnt|inscríb).{0,120}(?:newsletter|bolet[ií]n|correo).{0,60}$/iu,
  ],
  [
    'newsletter',
    /^(?:enter|your) (?:your )?e-?mail(?: address)?\.{0,3}$|^(?:ihre|votre|tu|su) (?:e-mail|adresse|correo).{0,30}$/iu,
  ],
  ['app promotion', /^(?:download|get|install|try) (?:our|the|[A-Z][\w ]{1,30}?) ?(?:news |mobile )?apps?\b.{0,80}$/iu],
  [
    'app promotion',
    /^(?:available on|jetzt bei|disponible sur|disponible en|download on) (?:the )?(?:app store|google play).{0,40}$|^(?:app store|google play|laden sie unsere app.{0,60}|téléchargez (?:notre|l['’])app.{0,60}|descarga(?:r)? (?:nuestra|la) app.{0,60}|(?:扫码|扫一扫|扫描二维码).{0,30}|下载.{0,12}(?:客户端|APP))$/iu,
  ],
  [
    'follow us',
    /^(?:follow|find|like|join|connect with) (?:us|our|@).{0,100}$|^follow @?\w+ on .{0,60}$|^(?:folgen sie uns|folge uns|suivez-nous|síguenos|síganos|rejoignez-nous|关注我们|欢迎关注).{0,80}$/iu,
  ],
  [
    'feedback',
    /^(?:report (?:an )?error|report a typo|send (?:us )?feedback|was this (?:article|page|story) (?:helpful|useful)\?|did you find this .{0,40}\?|fehler melden|fehler gefunden\?|signaler une erreur|reportar un error)$/iu,
  ],
  [
    'placeholder',
    /^(?:loading|please wait|laden|chargement|cargando|加载中)\s*(?:…|\.{3})?$|^(?:please )?enable javascript.{0,80}$|^your browser does not support.{0,80}$/iu,
  ],
  ['newsletter', /^sign up (?:to|for) .{1,60}$|^our .{0,30}\b(?:e-?mail|newsletter)\b.{0,90}$/iu],
  ['legal footer', /^our standards\s*:.{0,120}$/iu],
  [
    'paywall',
    /^(?:already a subscriber\?.{0,40}|subscribe (?:now|today)?.{0,20}(?:to (?:continue|keep) reading|for (?:full|unlimited) access).{0,40}|this (?:article|content) is (?:only )?(?:available )?(?:for|to) subscribers.{0,40}|article réservé aux abonnés|réservé aux abonnés|contenido exclusivo para suscriptores)$/iu,
  ],
  [
    'text size',
    /^(?:A ?[+-]{1,2}|A[+-]? ?A[+-]? ?A?[+-]?|text size|font size|schriftgröße|taille du texte|tamaño de (?:letra|texto)|大 ?中 ?小|字号[:：]?.{0,10})$/u,
  ],
  ['end mark', /^(?:[-–—*# ]{3,}|\/?ends?\/?|enditem|-\s?30\s?-|###|\*\*\*|END|\(?完\)?|（完）|\[?FIN\]?|■|∎)$/iu],
  [
    'legal footer',
    /^(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有).{0,200}$/iu,
  ],
  ['legal footer', /^.{2,80}(?:is|are) not responsible for the content of (?:external|other).{0,80}$/iu],
  [
    'legal footer',
    /^(?:(?:京|沪|粤|浙|苏)?ICP[备证].{0,40}|.{0,10}公网安备.{0,30}|未经.{0,12}(?:授权|许可).{0,40}|违法和不良信息举报.{0,40})$/iu,
  ],
  ['chinese editor mark', /^[（(【[]\s*(?:责任编辑|编辑|责编)\s*[:：]?\s*[）)】\]]$/u],
];

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[\s:：»›>→▸▾▼+]+$|^[\s«‹<←☰✕×#]+/gu, '');
/** Separators of bars and menus; `/` only with spaces, as `AND/OR` has none. */
const parts = (text: string): string[] => text.split(/\s*[|·•,、；;]\s*|\s+\/\s+|\s{2,}/u).filter(Boolean);

/** Reason to leave the line out wherever it stands, or undefined. */
export function boilerplateReason(text: string): string | undefined {
  if (weight(text) > 260) return undefined;
  const plain = bare(text);
  if (CONTROL.has(plain)) return 'menu or control';
  if (isBar(plain, SHARE)) return 'share bar';
  if (isBar(plain, LANGUAGE)) return 'language switcher';
  if (LINK_OPENING.test(text) || (LINK_CAPITALS.test(text) && !endsSentence(text))) return 'link to another text';
  if (isMenu(plain)) return 'menu or control';
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** A line of nothing but such words, one or more. */
function isBar(plain: string, known: Set<string>): boolean {
  if (known.has(plain)) return plain.length > 1 || known === SHARE;
  const labels = parts(plain);
  if (labels.length > 1) return labels.every((label) => known.has(label.trim()));
  return plain.includes(' ') && consumed(plain.split(' '), known);
}

/** Whether the words can be read as labels of one to three words each, the longest first. */
function consumed(tokens: readonly string[], known: Set<string>): boolean {
  if (tokens.length > 24) return false;
  for (let at = 0; at < tokens.length; ) {
    const size = [3, 2, 1].find((n) => known.has(tokens.slice(at, at + n).join(' ')) && at + n <= tokens.length);
    if (!size) return false;
    at += size;
  }
  return true;
}

const MENU = new Set([...CONTROL, ...SECTION]);

/** Three or more labels in a row, nearly all of them known. */
function isMenu(plain: string): boolean {
  const labels = parts(plain);
  if (labels.length >= 3) return labels.filter((label) => MENU.has(label.trim())).length >= labels.length * 0.6;
  const tokens = plain.split(' ');
  return tokens.length >= 3 && consumed(tokens, MENU);
}

/** `World`, `Politik`: a label in a menu; in the text it may be a subheading. */
export const isSectionName = (text: string): boolean => SECTION.has(bare(text));
export const isKickerWord = (text: string): boolean => KICKER.has(bare(text));

/** Opens a list of other texts: `Most read`, `Mehr zum Thema`. */
export function isListHeading(text: string): boolean {
  if (weight(text) > 80 || endsSentence(text)) return false;
  return LIST_HEADING.has(bare(text)) || MORE_FROM.test(text);
}

const HOME = /^(?:home|homepage|startseite|accueil|inicio|portada|首页|您的位置|当前位置|you are here)$/iu;

/** `Home > World > Asia` without its first step; undefined if the line is no path. */
export function breadcrumbs(text: string): string[] | undefined {
  if (weight(text) > 200) return undefined;
  const line = text.replace(
    /^(?:you are here|您的位置|当前位置|sie sind hier|vous êtes ici|está aquí)\s*[:：]\s*/iu,
    '',
  );
  const steps = line.split(/\s*[>›»→]\s*|\s+\/\s+/u).map((step) => step.trim());
  const isPath = steps.length >= 2 && steps.every((step) => step && weight(step) <= 60);
  const first = steps[0] ?? '';
  if (!isPath || !(HOME.test(first) || /[>›»]/u.test(line))) return undefined;
  return HOME.test(first) ? steps.slice(1) : steps;
}
