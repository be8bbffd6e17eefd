import { ArgsType, Field, Int } from 'type-graphql';
import { ForwardArgs } from '../../graph/page-args.js';
import { SearchKind } from './search.type.js';

export const maxQueryLength = 200;

@ArgsType()
export class SearchArgs extends ForwardArgs {
  @Field(() => String, {
    description: `Words that all hits have; "quoted words" stand together, -words in no hit. At most ${maxQueryLength} characters.`,
  })
  query!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Only hits of these kinds.' })
  kinds?: SearchKind[];
}

@ArgsType()
export class SuggestArgs {
  @Field(() => String, { description: `How a name begins; at most ${maxQueryLength} characters.` })
  prefix!: string;

  @Field(() => Int, { nullable: true, defaultValue: 8, description: 'How many, at most 100.' })
  first!: number;
}
