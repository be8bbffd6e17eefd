import { ArgsType, Field, Int } from 'type-graphql';
import { PageArgs } from '../../graph/page-args.js';

export const defaultFirst = 10;

@ArgsType()
export class RevisionsArgs extends PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultFirst,
    description: 'How many from the start, at most 100.',
  })
  declare first: number;
}
