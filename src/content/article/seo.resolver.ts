import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { JSONScalar } from '../../graph/scalars.js';
import { addressOf } from './address.js';
import { Article } from './article.type.js';
import { type ArticleFacts, descriptionOf, factsOf, titleOf } from './export/facts.js';
import { breadcrumbs, jsonLd } from './export/json-ld.js';
import { openGraph } from './export/open-graph.js';
import { hasAppeared } from './lifecycle.js';
import { Breadcrumb, Seo } from './seo.type.js';

@Resolver(() => Article)
export class ArticleSeoResolver {
  @FieldResolver(() => Seo, { description: 'What search engines and social networks are told of it.' })
  seo(@Root() article: Article, @Ctx() context: Context): Seo {
    let facts: Promise<ArticleFacts> | undefined;
    return {
      title: titleOf(article),
      description: descriptionOf(article),
      canonicalUrl: addressOf(article, context),
      noIndex: article.noIndex || !hasAppeared(article, context.viewer.now),
      facts: () => {
        facts ??= factsOf(context, article);
        return facts;
      },
    };
  }
}

@Resolver(() => Seo)
export class SeoResolver {
  @FieldResolver(() => JSONScalar, {
    complexity: 25,
    description:
      'schema.org as JSON-LD: a NewsArticle or LiveBlogPosting, with its BreadcrumbList. Whoever puts it into a <script> element has to escape `<`; export(format: JSON_LD) is that.',
  })
  async jsonLd(@Root() seo: Seo): Promise<object> {
    return jsonLd(await seo.facts());
  }

  @FieldResolver(() => JSONScalar, {
    complexity: 10,
    description: 'Open Graph: property to content, as in `og:title`; several contents are a list.',
  })
  async openGraph(@Root() seo: Seo): Promise<object> {
    return openGraph(await seo.facts());
  }

  @FieldResolver(() => [Breadcrumb], {
    complexity: 5,
    description: 'The way to it: its section with those above it, from the top, and the article itself.',
  })
  async breadcrumbs(@Root() seo: Seo): Promise<Breadcrumb[]> {
    return breadcrumbs(await seo.facts());
  }
}
