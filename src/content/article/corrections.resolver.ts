import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Correction } from '../body/correction.type.js';
import { Article } from './article.type.js';

@Resolver(() => Article)
export class ArticleCorrectionsResolver {
  @FieldResolver(() => [Correction], {
    description: 'What readers are told of changes, the newest first. Each stands in the body as well.',
  })
  corrections(@Root() article: Article): Correction[] {
    return article.corrections ?? [];
  }
}
