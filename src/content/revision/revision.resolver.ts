import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { lastOverDefault } from '../../graph/page-args.js';
import { articleById } from '../article/article.loaders.js';
import { Article, type Mention, mentionsOf } from '../article/article.type.js';
import { Body } from '../body/body.type.js';
import { diffOf } from './diff.js';
import { defaultFirst, RevisionsArgs } from './revision.args.js';
import { RevisionList } from './revision.list.js';
import { currentRevision, revisionAt } from './revision.node.js';
import { Revision, RevisionConnection, RevisionDiff } from './revision.type.js';

@Resolver(() => Revision)
export class RevisionResolver {
  @FieldResolver(() => Article, { description: 'The article as it is now.' })
  article(@Root() revision: Revision, @Ctx() context: Context): MaybePromise<Article | null> {
    return articleById(context, revision.articleId);
  }

  @FieldResolver(() => Body, { description: 'The text; empty for DELETE.' })
  body(@Root() { blocks, mentions, on, dateline }: Revision): Body {
    return new Body(blocks, mentionsOf({ mentions: mentions as Mention[], sortAt: on, dateline }));
  }
}

@Resolver(() => Article)
export class ArticleRevisionsResolver {
  @FieldResolver(() => RevisionConnection, {
    description:
      'What it was from one change to the next, the newest first: the one that holds now, and those before it that readers saw.',
  })
  revisions(@Root() article: Article, @Args(() => RevisionsArgs) args: RevisionsArgs, @Ctx() context: Context) {
    return new RevisionConnection(new RevisionList(context, article, lastOverDefault(args, defaultFirst)));
  }

  @FieldResolver(() => RevisionDiff, {
    complexity: 10,
    nullable: true,
    description: 'What readers see changed since a version; null for a version that is not among the revisions.',
  })
  changesSince(
    @Root() article: Article,
    @Arg('version', () => Int, { description: 'A version that it had, 1 or more.' }) version: number,
    @Ctx() context: Context,
  ): MaybePromise<RevisionDiff | null> {
    if (version < 1) throw badInput(`version must be 1 or more; found ${version}.`, 'version');
    return whenReady(
      revisionAt(context, article, version),
      (before) => before && diffOf(before, currentRevision(article)),
    );
  }
}
