import { acronymBehind } from './acronym.js';
import type { CountryCode } from './country.js';
import { standsAlone } from './isolation.js';
import { nameOf, type OrganisationPhrase, organisationAt } from './organisation.js';
import type { Organisations } from './organisations.js';
import type { PlaceNames } from './place.js';
import type { Span } from './recognised.js';
import type { Passage } from './text.js';
import { isPossessive } from './token.js';

/** The organisations that the text names outright, whoever works there. */
export function organisationsIn(passages: readonly Passage[], names: PlaceNames, organisations: Organisations): Span[] {
  const spans: Span[] = [];
  for (const passage of passages) {
    for (let at = 0; at < passage.tokens.length; at++) {
      const phrase = organisationAt(passage, at, names);
      if (!phrase) continue;
      const span = standsAlone(passage.tokens, phrase.from, phrase.to)
        ? addNamed(passage, phrase, names, organisations)
        : undefined;
      if (span) spans.push(span);
      at = phrase.to - 1;
    }
  }
  return spans;
}

function addNamed(
  passage: Passage,
  phrase: OrganisationPhrase,
  names: PlaceNames,
  organisations: Organisations,
): Span | undefined {
  const { block, tokens } = passage;
  const whose = phrase.generic ? ownerBefore(passage, phrase.from, names) : undefined;
  const slug = organisations.add(phrase, whose);
  if (slug === undefined) return undefined;
  const acronym = acronymBehind(tokens, phrase.from, phrase.to);
  if (acronym) organisations.addAcronym(slug, acronym);
  if (!phrase.generic) organisations.addWritten(slug, nameOf(passage, phrase.from, phrase.to));
  return {
    block,
    start: tokens[phrase.from]?.start ?? 0,
    end: tokens[phrase.to - 1]?.end ?? 0,
    concept: `organisation:${slug}`,
    confidence: 0.85,
  };
}

/** `Kenya's` in front of a name that is common to many countries. */
function ownerBefore({ tokens }: Passage, at: number, names: PlaceNames): CountryCode | undefined {
  if (!isPossessive(tokens[at - 1])) return undefined;
  for (let from = at - 2; from >= Math.max(0, at - 8); from--) {
    const country = names.countryAt(tokens, from);
    if (country?.to === at - 1) return country.value;
  }
  return undefined;
}
