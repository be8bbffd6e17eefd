import { ArgsType, Field, ID } from 'type-graphql';
import { PageArgs } from '../../graph/page-args.js';

@ArgsType()
export class LivePostsArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Only the turns of the story.' })
  keyEventsOnly!: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Only posts that are newer than this one of the same live blog, such as its latestPostId was; also where that one has been withdrawn since. BAD_USER_INPUT for any other id.',
  })
  since?: string | null;
}
