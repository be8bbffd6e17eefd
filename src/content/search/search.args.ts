import { ArgsType, Field, Int } from 'type-graphql';
import { PageArgs } from '../../graph/page-args.js';
import { ArticleFilter } from '../article/filter.type.js';
import { SearchKind } from './search.type.js';

export const maxQueryLength = 200;

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description: `Words that all hits have; "quoted words" stand together, -words in no hit. At most ${maxQueryLength} characters.`,
  })
  query!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Only hits of these kinds.' })
  kinds?: SearchKind[];

  @Field(() => ArticleFilter, {
    nullable: true,
    description: 'Only articles that are like this: with a filter, even an empty one, nothing but articles is found.',
  })
  filter?: ArticleFilter | null;
}

@ArgsType()
export class SuggestArgs {
  @Field(() => String, { description: `How a name begins; at most ${maxQueryLength} characters.` })
  prefix!: string;

  @Field(() => Int, { nullable: true, defaultValue: 8, description: 'How many, at most 100.' })
  first!: number;
}
