import { type FoundEvent, sentenceAround } from './event.js';
import type { Introduction } from './introduction.js';
import { nameOf } from './organisation.js';
import type { FoundPeople } from './people.js';
import { slugOf } from './slug.js';
import { eventParts } from './tables/events.js';
import type { Passage } from './text.js';
import type { Token } from './token.js';

const reach = 2;

/** `The talks were co-chaired by …`: the people of that sentence take part in the event that it takes up. */
export function addParticipants(
  event: FoundEvent,
  passages: readonly Passage[],
  introductions: readonly Introduction[],
  { people }: FoundPeople,
): void {
  const first = passages.indexOf(event.passage);
  for (const passage of passages.slice(first, first + 1 + reach)) {
    const own = introductions.filter((introduction) => introduction.passage === passage);
    for (const { as, from, to } of own.length > 0 ? partsIn(passage, event.noun) : []) {
      for (const introduction of own.filter((candidate) => candidate.from >= from && candidate.to <= to)) {
        addPerson(event, introduction, people, as);
      }
    }
  }
}

function addPerson(
  event: FoundEvent,
  { passage, name }: Introduction,
  people: FoundPeople['people'],
  as: string,
): void {
  const slug = slugOf(nameOf(passage, name.from, name.to));
  const participants = event.document.participants ?? [];
  const concept = `person:${slug}`;
  if (participants.some((participant) => participant.concept === concept)) return;
  const title = people.get(slug)?.document.roles?.[0]?.title;
  event.document.participants = [...participants, { concept, as, ...(title && { title }) }];
}

/** Where people follow who do something for the event: from `by` to the end of the sentence. */
function* partsIn(passage: Passage, noun: string): Generator<{ as: string; from: number; to: number }> {
  const { tokens } = passage;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.lower !== 'by') continue;
    const as = eventParts[participleBefore(tokens, at)];
    const sentence = sentenceAround(passage, at);
    const before = tokens.slice(sentence.from, at).map((token) => token.lower);
    if (as && before.slice(0, 8).includes(noun)) yield { as, from: at + 1, to: sentence.to };
  }
}

function participleBefore(tokens: readonly Token[], at: number): string {
  const participle = tokens[at - 1]?.lower ?? '';
  return tokens[at - 2]?.text === '-' ? `${tokens[at - 3]?.lower}-${participle}` : participle;
}
