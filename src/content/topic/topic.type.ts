import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { Concept } from '../concept/concept.type.js';

@ObjectType({
  implements: [Concept, Node],
  description: 'A subject: what an article is about when that is no person, organisation, place or event.',
  simpleResolvers: true,
})
export class Topic extends Concept {
  @Field(() => String, {
    nullable: true,
    description: 'IPTC Media Topic, such as medtop:11000000; null where none fits.',
  })
  mediaTopic!: string | null;

  readonly broaderIds!: string[];
}

export const TopicConnection = Connection<Topic>(() => Topic, 'Topic', 'topics');
