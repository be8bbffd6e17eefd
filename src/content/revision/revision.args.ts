import { ArgsType, Field, Int } from 'type-graphql';
import { PageArgs, unlessGiven } from '../../graph/page-args.js';

@ArgsType()
export class RevisionsArgs extends PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: unlessGiven(10),
    description: 'How many from the start, at most 100.',
  })
  declare first: number;
}
