import type { ConceptType } from '../../graph/document-types.js';
import type { Knowledge, KnownConcept } from '../page/knowledge.js';
import type { Page } from '../page/page.js';
import { candidateNames } from './candidates.js';
import { type Discovery, discover } from './discover.js';
import { distinctiveness } from './forms.js';
import { identify } from './identify.js';
import { conceptsNamedIn, mentionsOf, relationsOf } from './mention.js';
import { PhraseIndex } from './phrase.js';
import type { ConceptDocument, Recognised } from './recognised.js';
import type { Renames } from './rename.js';
import { isNear, KnownByName, namesOf } from './resolve.js';
import { type Form, scan, withoutOverlaps } from './scan.js';
import { passagesOf } from './text.js';

/**
 * People with their posts, organisations, places and events that a page names. What the page itself introduces is found
 * without the store, so that the same page always gives the same; the store adds what it knows by name.
 */
export async function recognise(page: Page, knowledge: Knowledge): Promise<Recognised> {
  const passages = passagesOf(page);
  const discovery = discover(page, passages);
  const own = discovery.documents().flatMap(namesOf);
  const known = new KnownByName(await knowledge.named([...new Set([...own, ...candidateNames(passages)])]));
  const { renames, matched } = identify(discovery, known);
  const names = namesByConcept(discovery, renames, known, matched, page);
  const forms = formsOf(names, page.locale, discovery, renames);
  const spans = withoutOverlaps(
    [...discovery.spans.map((span) => renames.span(span)), ...scan(passages, forms)],
    passages,
  );
  const headlined = conceptsNamedIn(page.headline, names);
  if (discovery.mainEvent) headlined.add(renames.reference(`event:${discovery.mainEvent}`));
  return {
    ...discovery.recognised(renames),
    mentions: mentionsOf(spans, passages, relationsOf(spans, passages, headlined)),
  };
}

/** Every name of what the page introduces and of what the store knows besides, by `type:slug`. */
function namesByConcept(
  discovery: Discovery,
  renames: Renames,
  known: KnownByName,
  matched: ReadonlyMap<string, KnownConcept>,
  page: Page,
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const document of discovery.documents()) {
    const reference = `${document.type}:${document.slug}`;
    const more = matched.get(reference)?.otherNames ?? [];
    names.set(renames.reference(reference), [
      ...new Set([...namesOf(document), ...discovery.written(reference), ...more]),
    ]);
  }
  const day = page.publishedAt?.slice(0, 10);
  for (const concept of known.all) {
    const reference = `${concept.type}:${concept.slug}`;
    if (names.has(reference) || !isLinkable(concept, day)) continue;
    names.set(reference, [concept.name, ...concept.otherNames]);
  }
  return names;
}

/** Topics are chosen, not found in the text; an event only while it is news. */
const isLinkable = (concept: KnownConcept, day: string | undefined) =>
  concept.type !== 'topic' && (concept.type !== 'event' || isNear(concept, day));

/** The names that say by themselves who is meant; a name of two concepts is nobody's. */
function formsOf(
  names: ReadonlyMap<string, readonly string[]>,
  locale: string,
  discovery: Discovery,
  renames: Renames,
): PhraseIndex<Form> {
  const owners = new Map<string, Form[]>();
  const introduced = new Set(
    discovery.documents().map((document: ConceptDocument) => renames.reference(`${document.type}:${document.slug}`)),
  );
  for (const [concept, all] of names) {
    const type = concept.slice(0, concept.indexOf(':')) as ConceptType;
    for (const name of all) {
      const confidence = discovery.isWritten(name, concept, renames) ? 0.85 : distinctiveness(name, type);
      if (confidence > 0) owners.set(name, [...(owners.get(name) ?? []), { concept, confidence }]);
    }
  }
  const forms = new PhraseIndex<Form>(locale);
  for (const [name, owning] of owners) {
    const here = owning.filter(({ concept }) => introduced.has(concept));
    const only = owning.length === 1 ? owning[0] : here.length === 1 ? here[0] : undefined;
    if (only) forms.add(name, only);
  }
  return forms;
}
