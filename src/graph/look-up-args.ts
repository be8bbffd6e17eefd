import 'reflect-metadata';
import { ArgsType, Field, ID } from 'type-graphql';

@ArgsType()
export class IdOrSlugArgs {
  @Field(() => ID, { nullable: true, description: 'Global id; give either this or slug.' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Readable key; give either this or id.' })
  slug?: string;
}
