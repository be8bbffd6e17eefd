import { Field, Int, ObjectType } from 'type-graphql';
import { Concept } from './concept.type.js';

@ObjectType({ description: 'A concept, and how often something holds for it.', simpleResolvers: true })
export class ConceptCount {
  @Field(() => Concept, { description: 'The concept.' })
  concept!: Concept;

  @Field(() => Int, { description: 'How often.' })
  count!: number;
}
