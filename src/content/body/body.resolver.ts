import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { HTML } from '../../graph/scalars.js';
import { Article } from '../article/article.type.js';
import { asKnown, mapSpans, type StoredBlock } from './blocks.js';
import { destination, htmlOf, markdown, plainText } from './body.render.js';
import { Body, BodyBlock, Link, OutlineEntry, Span, type StoredSpan } from './body.type.js';

@ArgsType()
export class BlocksArgs {
  @Field(() => ID, { nullable: true, description: 'Start at the block with this id.' })
  from?: string;

  @Field(() => Int, { nullable: true, description: 'At most this many; null for all.' })
  first?: number;

  @Field(() => [String], { nullable: true, description: 'Only blocks of these kinds.' })
  kinds?: string[];
}

@Resolver(() => Body)
export class BodyResolver {
  @FieldResolver(() => [BodyBlock], { description: 'The blocks, in order.' })
  blocks(@Root() body: Body, @Args(() => BlocksArgs) { from, first, kinds }: BlocksArgs): MaybePromise<object[]> {
    const start = from === undefined || from === null ? 0 : body.stored.findIndex(({ id }) => id === from);
    if (start < 0) throw badInput('from is not a block of this body.', 'from');
    if (first !== undefined && first !== null && first < 0)
      throw badInput(`first must not be negative; found ${first}.`, 'first');
    return whenReady(asKnown(body.stored.slice(start)), (blocks) =>
      blocks
        .filter(({ kind }) => kinds?.includes(kind) ?? true)
        .slice(0, first ?? undefined)
        .map((block) => withMentions(block, body.mentions)),
    );
  }

  @FieldResolver(() => HTML, { complexity: 10, description: 'All blocks as HTML, with the same words as `text`.' })
  html(@Root() body: Body, @Ctx() context: Context): MaybePromise<string> {
    return htmlOf(body.stored, context);
  }

  @FieldResolver(() => String, {
    complexity: 8,
    description: 'All blocks as plain text, with an empty line between them.',
  })
  text(@Root() body: Body, @Ctx() context: Context): MaybePromise<string> {
    return plainText(body.stored, context);
  }

  @FieldResolver(() => String, {
    complexity: 30,
    description:
      'All blocks as Markdown (CommonMark, with GitHub’s tables and strikethrough), with the same words as `text`. What Markdown cannot set stands there plainly.',
  })
  markdown(@Root() body: Body, @Ctx() context: Context): MaybePromise<string> {
    return markdown(body.stored, context);
  }
}

@Resolver(() => BodyBlock)
export class BodyBlockResolver {
  @FieldResolver(() => String, { description: 'The block as plain text; mentions are ranges of it.' })
  text(@Root() block: BodyBlock, @Ctx() context: Context): MaybePromise<string> {
    return plainText([block as StoredBlock], context);
  }

  @FieldResolver(() => HTML, { description: 'The block as HTML, one element, with the same words as `text`.' })
  html(@Root() block: BodyBlock, @Ctx() context: Context): MaybePromise<string> {
    return htmlOf([block as StoredBlock], context);
  }
}

@Resolver(() => Span)
export class SpanLinkResolver {
  @FieldResolver(() => Link, {
    nullable: true,
    description:
      'Where they lead; null for nowhere, for what no reader can follow, and for an article that is not public.',
  })
  link(@Root() { link }: Span, @Ctx() context: Context): MaybePromise<Link | null> {
    if (!link) return null;
    return whenReady(destination(link, context), (found) => found && { ...found, title: link.title });
  }
}

@Resolver(() => Link)
export class LinkArticleResolver {
  @FieldResolver(() => Article, {
    nullable: true,
    description: 'Which of our own articles it is; null for none of them.',
  })
  article(@Root() { article }: Link): object | null {
    return article ?? null;
  }
}

@Resolver(() => Article)
export class ArticleOutlineResolver {
  @FieldResolver(() => [OutlineEntry], {
    complexity: 4,
    description: 'The headings of its body, in order: a table of contents.',
  })
  outline(@Root() { blocks }: Article): OutlineEntry[] {
    return blocks.flatMap((block) =>
      block.kind === 'heading'
        ? [{ blockId: block.id, level: block.level, text: block.text, anchor: block.anchor }]
        : [],
    );
  }
}

/** Puts the mentions themselves where the stored spans only count them. */
const withMentions = (block: StoredBlock, mentions: readonly object[]): object =>
  mapSpans(
    block,
    (spans) =>
      spans.map((span) => ({
        ...span,
        mention: span.mention === null ? null : mentions[span.mention],
      })) as unknown as StoredSpan[],
  );
