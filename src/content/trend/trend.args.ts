import { ArgsType, Field, ID, Int } from 'type-graphql';
import { ConceptKind } from '../concept/concept.type.js';
import { Window } from './trend.type.js';

@ArgsType()
export class TrendingArgs {
  @Field(() => Window, { nullable: true, defaultValue: 'DAY', description: 'Over which time.' })
  window!: Window | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only articles of this section and of all below it; terms are those of the whole site.',
  })
  section?: string | null;
}

@ArgsType()
export class MostArgs {
  @Field(() => Int, { nullable: true, defaultValue: 10, description: 'How many, at most 100.' })
  first!: number;
}

@ArgsType()
export class MostReadArgs extends MostArgs {
  @Field(() => Window, { nullable: true, defaultValue: 'DAY', description: 'Over which time.' })
  window!: Window | null;
}

@ArgsType()
export class TrendingConceptsArgs extends MostArgs {
  @Field(() => [ConceptKind], { nullable: true, description: 'Only concepts of these kinds.' })
  kind?: ConceptKind[] | null;
}
