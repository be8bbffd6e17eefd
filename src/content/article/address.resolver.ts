import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { URLScalar } from '../../graph/scalars.js';
import { addressOf } from './address.js';
import { Article } from './article.type.js';

@Resolver(() => Article)
export class ArticleAddressResolver {
  @FieldResolver(() => URLScalar, { description: 'Its address on the site (SITE_URL).' })
  url(@Root() article: Article, @Ctx() context: Context): string {
    return addressOf(article, context);
  }
}
