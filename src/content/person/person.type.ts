import { Field, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { Concept } from '../concept/concept.type.js';

@ObjectType({
  implements: [Concept, Node],
  description: 'A person, with the posts held over time.',
  simpleResolvers: true,
})
export class Person extends Concept {
  @Field(() => String, { nullable: true, description: 'Given name; null where it is not certain which part it is.' })
  givenName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name; null where it is not certain which part it is.' })
  familyName!: string | null;

  @Field(() => String, { nullable: true, description: 'Title before the name, such as Dr; null for none.' })
  honorific!: string | null;
}

export const PersonConnection = Connection<Person>(() => Person, 'Person', 'people');
