import { personNameAt, type TokenRange } from './name.js';
import { nameOf } from './organisation.js';
import type { FoundPeople } from './people.js';
import type { PlaceNames } from './place.js';
import { slugOf } from './slug.js';
import { postsIn } from './tables/languages.js';
import type { Passage } from './text.js';
import { afterHyphens, type Token } from './token.js';

/** `Umweltministerin Anna Berg`, `le ministre des Affaires étrangères Jean Dupont`: the title as written, no organisation. */
export function foreignIntroductionsIn(passages: readonly Passage[], language: string, names: PlaceNames): FoundPeople {
  const found: FoundPeople = { people: new Map(), spans: [] };
  const grammar = postsIn[language];
  if (!grammar) return found;
  for (const passage of passages) {
    for (let at = 0; at < passage.tokens.length; at++) {
      if (!grammar.head.test(passage.tokens[at]?.text ?? '')) continue;
      const end = addIntroduced(found, passage, at, grammar.field, names);
      at = Math.max(at, (end ?? 0) - 1);
    }
  }
  return found;
}

function addIntroduced(
  found: FoundPeople,
  passage: Passage,
  at: number,
  field: RegExp | undefined,
  names: PlaceNames,
): number | undefined {
  const { block, tokens } = passage;
  const enclosed = field ? enclosedName(tokens, at, names) : undefined;
  const titleEnd = enclosed ? enclosed.from - 1 : afterField(passage, afterHyphens(tokens, at), field);
  const name = enclosed ?? personNameAt(tokens, titleEnd, names);
  const [first, last] = name ? [tokens[name.from], tokens[name.to - 1]] : [];
  if (!name || !first || !last || first.first || tokens[titleEnd - 1]?.kind !== 'word') return undefined;
  const words = nameOf(passage, name.from, name.to);
  const title = nameOf(passage, at, titleEnd);
  const slug = slugOf(words);
  const person = found.people.get(slug) ?? {
    document: { type: 'person', slug, name: words },
    block,
    start: first.start,
  };
  const roles = person.document.roles ?? [];
  if (!roles.some((role) => role.title === capitalised(title))) roles.push({ title: capitalised(title) });
  person.document.roles = roles;
  found.people.set(slug, person);
  found.spans.push({ block, start: first.start, end: last.end, concept: `person:${slug}`, confidence: 0.9 });
  return name.to;
}

/** `la ministra del Ambiente, Rosa Quispe,`: the commas say where the name begins and ends. */
function enclosedName(tokens: readonly Token[], at: number, names: PlaceNames): TokenRange | undefined {
  let comma = at + 1;
  while (comma - at <= 8 && tokens[comma]?.kind !== 'mark') comma++;
  if (tokens[comma]?.text !== ',') return undefined;
  const name = personNameAt(tokens, comma + 1, names);
  return name && tokens[name.to]?.text === ',' ? name : undefined;
}

const capitalised = (title: string) => title.charAt(0).toUpperCase() + title.slice(1);

/** Behind the noun: the field of work, as far as the table knows how such words end. */
function afterField({ text, tokens }: Passage, at: number, field: RegExp | undefined): number {
  const start = tokens[at];
  const match = start && field ? new RegExp(field, 'uy') : undefined;
  if (!match || !start) return at;
  match.lastIndex = start.start;
  const end = match.exec(text) ? match.lastIndex : start.start;
  let to = at;
  while (isBefore(tokens[to], end)) to++;
  return to;
}

const isBefore = (token: Token | undefined, end: number) => token !== undefined && token.end <= end;
