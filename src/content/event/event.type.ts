import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { Node, type NodeKey } from '../../graph/node.js';
import { FuzzyDate } from '../../graph/scalars.js';
import { Concept } from '../concept/concept.type.js';

export const EventStatus = defineEnum('EventStatus', 'How far an event has come.', {
  PLANNED: 'It is meant to happen.',
  CONFIRMED: 'It is certain to happen, or to have happened.',
  LIVE: 'It is going on.',
  FINISHED: 'It is over.',
  CANCELLED: 'It will not happen.',
});
export type EventStatus = ValueOf<typeof EventStatus>;

@ObjectType({
  implements: [Concept, Node],
  description: 'Something that happens: talks, an election, a match.',
  simpleResolvers: true,
})
export class Event extends Concept {
  @Field(() => EventStatus, { description: 'How far it has come.' })
  status!: EventStatus;

  @Field(() => FuzzyDate, { nullable: true, description: 'First day; null where it is not known.' })
  startsAt!: string | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'Last day; null where it is not known, or where it is the first.',
  })
  endsAt!: string | null;

  @Field(() => [EventParticipant], { description: 'Who takes part.' })
  participants!: EventParticipant[];

  readonly placeId!: string | null;
  readonly partOfId!: string | null;
}

@ObjectType({ description: 'Who takes part in an event, and in what part.', simpleResolvers: true })
export class EventParticipant {
  @Field(() => String, {
    nullable: true,
    description: 'In what part, such as host or co-chair; null for a plain participant.',
  })
  as!: string | null;

  readonly concept!: NodeKey;
  readonly roleId!: string | null;
}

export const EventConnection = Connection<Event>(() => Event, 'Event', 'events');
