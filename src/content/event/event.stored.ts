import { parseNodeKey } from '../../graph/node.js';
import type { Stored, StoreInput } from '../../graph/stored.js';
import { conceptFields, type StoredConcept } from '../concept/concept.stored.js';
import type { EventDocument } from './event.document.js';
import type { Event } from './event.type.js';

export function storedEvent(input: EventDocument, context: StoreInput<Event>): Stored<StoredConcept<Event>> {
  const { references } = context;
  return {
    document: {
      ...conceptFields(input, context),
      status: input.status ?? 'CONFIRMED',
      startsAt: input.startsAt ?? null,
      endsAt: input.endsAt ?? null,
      placeId: input.place === undefined ? null : references.id('place', input.place),
      partOfId: input.partOf === undefined ? null : references.id('event', input.partOf),
      participants: (input.participants ?? []).map((participant) => {
        const concept = references.key(participant.concept);
        const person = parseNodeKey(concept);
        const roleId =
          participant.title !== undefined && person?.type === 'person'
            ? (references.role(person.id, participant.title) ?? null)
            : null;
        return { concept, as: participant.as ?? null, roleId };
      }),
    },
  };
}
