import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { type Estimator, listSize } from '../../graph/cost.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import type { NodeKey } from '../../graph/node.js';
import { maxPageSize } from '../../graph/page-args.js';

export const FacetBy = defineEnum('FacetBy', 'What a list is counted by.', {
  SECTION: 'The section that an article stands in.',
  TOPIC: 'Its topics.',
  PERSON: 'The people whom it names.',
  ORGANISATION: 'The organisations that it names.',
  PLACE: 'The places that it names.',
  EVENT: 'The events that it names.',
  SOURCE: 'The sources that stand behind it.',
  LOCALE: 'Its language.',
  KIND: 'Its form.',
  DAY: 'The day on which it was published, in UTC.',
});
export type FacetBy = ValueOf<typeof FacetBy>;

@ObjectType({ description: 'One value of a facet and how often the whole list has it.', simpleResolvers: true })
export class FacetBucket {
  @Field(() => String, { description: 'The value, as filters take it: a global id, a language tag, a form, a day.' })
  value!: string;

  @Field(() => Int, { description: 'How many articles of the list have it.' })
  count!: number;

  /** What the value stands for; null for values that stand for themselves. */
  readonly key!: NodeKey | null;
}

@ObjectType({ description: 'A list counted by one property, the most frequent values first.', simpleResolvers: true })
export class Facet {
  @Field(() => FacetBy, { description: 'The property.' })
  by!: FacetBy;

  // How many there are is asked of `facets`, which counts them.
  @Field(() => [FacetBucket], {
    complexity: ({ childComplexity }) => 1 + childComplexity,
    description: 'The most frequent values.',
  })
  buckets!: FacetBucket[];
}

/** Of a walk over the list, for each property. */
const facetCost = 2000;
export const facetsCost: Estimator = ({ args, childComplexity }) =>
  (args.by as FacetBy[]).length * (facetCost + listSize(args) * childComplexity);

@ArgsType()
export class FacetsArgs {
  @Field(() => [FacetBy], { description: 'What to count by.' })
  by!: FacetBy[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: 10,
    description: `How many values of each, at most ${maxPageSize}.`,
  })
  first!: number;
}
