import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { listedArticle, newestOfSection } from '../article/article.loaders.js';
import { Article } from '../article/article.type.js';
import { FrontSlot, Section, type StoredSlot } from './section.type.js';

/** A slot with the whole front, for what one slot shows depends on the others; nothing is read before it is selected. */
interface PlacedSlot extends FrontSlot {
  shown(): Promise<Article[]>;
}

@Resolver(() => Section)
export class SectionFrontResolver {
  @FieldResolver(() => [FrontSlot], {
    description:
      'Its front, from top to bottom: what editors have chosen, filled up with the newest of the section and of all below it. No article stands twice on it.',
  })
  front(@Root() section: Section, @Ctx() context: Context): PlacedSlot[] {
    let front: Promise<Article[][]> | undefined;
    const shown = async (at: number) => {
      front ??= fill(section, context);
      return (await front)[at] ?? [];
    };
    return section.front.map(({ id, title, layout }, at) => ({
      id: `${section._id}:${id}`,
      title,
      layout,
      shown: () => shown(at),
    }));
  }
}

@Resolver(() => FrontSlot)
export class FrontSlotResolver {
  @FieldResolver(() => [Article], {
    description: 'Its articles in their order; fewer than it could show where the section has no more.',
  })
  articles(@Root() slot: PlacedSlot): MaybePromise<Article[]> {
    return slot.shown();
  }
}

/** As many of the newest as the front shows are always enough: each that is left out is one that stands on it already. */
async function fill({ _id, front }: Section, context: Context): Promise<Article[][]> {
  const size = front.reduce((sum, slot) => sum + slot.size, 0);
  const chosenIds = [...new Set(front.flatMap(({ articleIds }) => articleIds))];
  const [newest, ...chosen] = await Promise.all([
    newestOfSection(context, _id, size),
    ...chosenIds.map((id) => listedArticle(context, id)),
  ]);
  const shown = new Set<string>();
  const byId = new Map(chosen.flatMap(([article]) => (article ? [[article._id, article] as const] : [])));
  const curated = front.map((slot) => take(chosenOf(slot, byId), slot.size, shown));
  return front.map((slot, at) => {
    const first = curated[at] ?? [];
    return [...first, ...take(newest, slot.size - first.length, shown)];
  });
}

const chosenOf = ({ articleIds }: StoredSlot, byId: ReadonlyMap<string, Article>) =>
  articleIds.flatMap((id) => byId.get(id) ?? []);

function take(articles: readonly Article[], most: number, shown: Set<string>): Article[] {
  const taken: Article[] = [];
  for (const article of articles) {
    if (taken.length >= most) break;
    if (shown.has(article._id)) continue;
    shown.add(article._id);
    taken.push(article);
  }
  return taken;
}
