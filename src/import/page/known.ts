import { boilerplateReason, breadcrumbs } from './boilerplate.js';
import { readCreditNote } from './byline.js';
import type { Draft } from './draft.js';
import type { Para } from './lines.js';
import { readSourceNote } from './sources.js';
import { weight } from './text.js';

const TOPICS =
  /^(?:tags?|topics?|filed under|keywords?|themen|schlagwörter|schlagworte|thèmes?|mots[- ]clés|sujets|etiquetas|temas|palabras clave|标签|关键词|关键字)\s*[:：]\s*(.+)$/iu;
const COPYRIGHT = /^(?:©|\(c\)|copyright\b)/iu;
const RESERVED =
  /all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有|保留所有权利/iu;
const CORRECTION =
  /^(?:correction|corrections|clarification|berichtigung|korrektur|correctif|rectificatif|corrección|fe de errata?s|更正)\s*(?:\(.{3,40}\)\s*)?[:：—–]|^(?:this|an earlier version of this) (?:article|story|report|text)\b.{0,60}\b(?:was (?:amended|corrected|updated|edited)|has been (?:amended|corrected|updated)|misstated|incorrectly|misspelled|misidentified|gave)\b|^editor['’]s note\s*[:：—–].{0,120}\b(?:corrected|amended|correct an error|correction)\b|^in einer früheren (?:version|fassung)\b|^une version précédente de cet article\b|^una versión anterior de (?:este|esta)\b/iu;

/** A label on a line of its own, whose value is the next line. */
const LABEL =
  /^(?:(?:first )?published(?: on)?|(?:last )?updated(?: on)?|last modified|posted on|(?:written )?by|von|par|por|image source|image caption|stand|publié le|mis à jour le|publicado|actualizado|发布时间|来源|作者)\s*[:：,]?$/iu;

/** Puts a label and the value beneath it into one line: `Published` / `18 June 2024`. */
export function joinLabels(paras: readonly Para[]): Para[] {
  const joined: Para[] = [];
  for (let at = 0; at < paras.length; at++) {
    const para = paras[at] as Para;
    const next = paras[at + 1];
    const isLabel = next !== undefined && LABEL.test(para.text.slice(0, 60)) && weight(next.text) <= 200;
    joined.push(isLabel ? { line: para.line, text: `${para.text} ${next.text}` } : para);
    if (isLabel) at++;
  }
  return joined;
}

/** Takes out the lines that say by themselves what they are, wherever on the page they stand. */
export function takeKnownLines(paras: readonly Para[], draft: Draft): Para[] {
  return paras.filter((para) => !take(para, draft));
}

function take(para: Para, draft: Draft): boolean {
  const { text } = para;
  if (text.length > 600) return false;
  return takeMetadata(para, draft) || takeNote(text, draft) || leaveOut(para, draft, boilerplateReason(text));
}

function leaveOut(para: Para, draft: Draft, reason: string | undefined): boolean {
  if (reason) draft.leftOut.add(para, reason);
  return reason !== undefined;
}

function takeMetadata({ text, line }: Para, draft: Draft): boolean {
  const topics = weight(text) <= 300 ? TOPICS.exec(text)?.[1] : undefined;
  const path = breadcrumbs(text);
  const copyright = isCopyright(text);
  if (topics) draft.topics.push(...topics.split(/\s*[,;|、，；#]\s*/u).filter(Boolean));
  else if (copyright) draft.copyright ??= { text, line };
  else if (path) draft.sectionPath = draft.sectionPath.length > 0 ? draft.sectionPath : path;
  return topics !== undefined || path !== undefined || copyright;
}

/** A picture's credit may start with © as well, but it names no year and reserves nothing. */
const isCopyright = (text: string): boolean =>
  text.length <= 250 &&
  (COPYRIGHT.test(text)
    ? /\b(?:19|20)\d\d\b/.test(text) || RESERVED.test(text)
    : /©.{0,20}(?:19|20)\d\d/u.test(text.slice(0, 120)));

function takeNote(text: string, draft: Draft): boolean {
  const named = readCreditNote(text);
  const credits = named?.every(({ kind }) => kind === 'person') ? named : undefined;
  const source = credits ? undefined : readSourceNote(text);
  const correction = CORRECTION.test(text);
  if (source) draft.addSourceNote(text, source);
  else if (credits) draft.lateCredits.push(...credits);
  else if (correction) draft.corrections.push(text);
  return source !== undefined || credits !== undefined || correction;
}
