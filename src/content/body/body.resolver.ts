import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { follow } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { HTML } from '../../graph/scalars.js';
import { imageById } from '../image/image.loaders.js';
import { type Image, ImageUse } from '../image/image.type.js';
import { personById } from '../person/person.loaders.js';
import { Person } from '../person/person.type.js';
import { blockHtml } from './body.html.js';
import { Body, BodyBlock, ImageBlock, QuoteBlock, type StoredBlock, type StoredSpan } from './body.type.js';

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
  blocks(@Root() body: Body, @Args(() => BlocksArgs) { from, first, kinds }: BlocksArgs): object[] {
    const start = from === undefined ? 0 : body.stored.findIndex(({ id }) => id === from);
    if (start < 0) throw badInput('from is not a block of this body.', 'from');
    if (first !== undefined && first !== null && first < 0)
      throw badInput(`first must not be negative; found ${first}.`, 'first');
    return body.stored
      .slice(start)
      .filter(({ kind }) => kinds?.includes(kind) ?? true)
      .slice(0, first ?? undefined)
      .map((block) => withMentions(block, body.mentions));
  }

  @FieldResolver(() => HTML, { description: 'All blocks as HTML.' })
  async html(@Root() body: Body, @Ctx() context: Context): Promise<string> {
    const images = await imagesOf(body.stored, context);
    return body.stored.map((block) => blockHtml(block, (id) => images.get(id))).join('\n');
  }
}

@Resolver(() => BodyBlock)
export class BodyBlockResolver {
  @FieldResolver(() => HTML, { description: 'The block as HTML.' })
  async html(@Root() block: BodyBlock, @Ctx() context: Context): Promise<string> {
    const stored = block as unknown as StoredBlock;
    const images = await imagesOf([stored], context);
    return blockHtml(stored, (id) => images.get(id));
  }
}

@Resolver(() => QuoteBlock)
export class QuoteBlockResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Who says it; null where it is nobody we know.' })
  speaker(@Root() quote: QuoteBlock, @Ctx() context: Context): MaybePromise<Person | null> {
    return follow(personById, context, quote.speakerId);
  }
}

@Resolver(() => ImageBlock)
export class ImageBlockResolver {
  @FieldResolver(() => ImageUse, { description: 'The picture, with caption and credit as they are here.' })
  image(@Root() block: ImageBlock): ImageUse {
    return block.image;
  }
}

async function imagesOf(blocks: readonly StoredBlock[], context: Context): Promise<Map<string, Image | null>> {
  const ids = blocks.flatMap((block) => (block.kind === 'image' ? [block.image.imageId] : []));
  const find = async (id: string) => {
    const image = await imageById(context, id);
    return [id, image && { ...image, url: context.absolute(image.url) }] as const;
  };
  return new Map(await Promise.all(ids.map(find)));
}

/** Puts the mentions themselves where the stored spans only count them. */
function withMentions(block: StoredBlock, mentions: readonly object[]): object {
  const fill = (spans: StoredSpan[]) =>
    spans.map((span) => ({ ...span, mention: span.mention === null ? null : mentions[span.mention] }));
  if (block.kind === 'list')
    return { ...block, items: block.items.map((item) => ({ ...item, spans: fill(item.spans) })) };
  return 'spans' in block ? { ...block, spans: fill(block.spans) } : block;
}
