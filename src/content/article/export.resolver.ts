import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { Article, ExportFormat } from './article.type.js';
import { summaryOf } from './summary.js';

@Resolver(() => Article)
export class ArticleExportResolver {
  @FieldResolver(() => String, {
    complexity: 4,
    nullable: true,
    description:
      'What it is about, in whole sentences: the standfirst, else the beginning of the text. Null where not even one sentence fits.',
  })
  summary(
    @Root() article: Article,
    @Arg('maxLength', () => Int, {
      nullable: true,
      description: 'Longest it may be, in UTF-16 code units; left out: the standfirst, or two sentences.',
    })
    maxLength?: number | null,
  ): string | null {
    if (typeof maxLength === 'number' && maxLength < 1)
      throw badInput(`maxLength must be at least 1; found ${maxLength}.`, 'maxLength');
    return summaryOf(article, maxLength ?? undefined);
  }

  @FieldResolver(() => String, {
    complexity: 40,
    description: 'The article as partners and programs take it: all of it, in one text.',
  })
  async export(
    @Root() article: Article,
    @Arg('format', () => ExportFormat, { description: 'Which format.' }) format: ExportFormat,
    @Ctx() context: Context,
  ): Promise<string> {
    // A gateway that nobody asks for it need not load it.
    const { exporters } = await import('./export/export.js');
    return exporters[format](context, article);
  }
}
