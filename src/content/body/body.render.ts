import type { Context } from '../../graph/context.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { parseNodeKey } from '../../graph/node.js';
import { addressOf } from '../article/address.js';
import { publicArticle } from '../article/article.loaders.js';
import type { Article } from '../article/article.type.js';
import { imageById } from '../image/image.loaders.js';
import type { Image } from '../image/image.type.js';
import { asKnown, hasGap, keysIn, type StoredBlock, show } from './blocks.js';
import type { StoredLink } from './body.type.js';
import type { Found } from './kind.js';
import { isLink } from './links.js';
import { toHtml } from './render/html.js';
import { write } from './render/text.js';

type Blocks = readonly StoredBlock[];

/** Blocks as HTML that is safe to insert in a page: an element a block, a block a line. */
export const htmlOf = (blocks: Blocks, context: Context): MaybePromise<string> =>
  rendered(blocks, context, (all, found) =>
    lines(
      all.map((block) => toHtml(show(block, found), found)),
      '\n',
    ),
  );

/** Blocks as Markdown: CommonMark, with GitHub's tables and strikethrough. */
export const markdown = (blocks: Blocks, context: Context): MaybePromise<string> =>
  rendered(blocks, context, async (all, found) => {
    // A gateway that nobody asks for it need not load what writes it.
    const { markdownOf } = await import('./render/markdown.js');
    return markdownOf(
      all.flatMap((block) => show(block, found)),
      found,
    );
  });

/** Blocks as plain text, with an empty line between them; what they have themselves needs no other documents. */
export const plainText = (blocks: Blocks, context: Context): MaybePromise<string> =>
  whenReady(asKnown(blocks), (known) =>
    whenReady(
      allReady(
        known.map((block) =>
          hasGap(block)
            ? rendered([block], context, ([one], found) => write(show(one as StoredBlock, found)).text)
            : block.text,
        ),
      ),
      (texts) => lines(texts, '\n\n'),
    ),
  );

/** Where a link leads: to an address that a reader can follow, or to an article that is public; null for nowhere. */
export function destination(
  link: StoredLink,
  context: Context,
): MaybePromise<{ url: string; article?: Article } | null> {
  if (!link.articleId) return link.url && isLink(link.url) ? { url: link.url } : null;
  return whenReady(publicArticle(context, link.articleId), (article) =>
    article ? { url: addressOf(article, context), article } : null,
  );
}

const lines = (parts: readonly string[], between: string) => parts.filter(Boolean).join(between);

function rendered(
  stored: Blocks,
  context: Context,
  render: (blocks: Blocks, found: Found) => MaybePromise<string>,
): MaybePromise<string> {
  return whenReady(asKnown(stored), (blocks) => whenReady(find(blocks, context), (found) => render(blocks, found)));
}

/** Reads all that the blocks show of other documents: one command a collection, however many there are. */
function find(blocks: Blocks, context: Context): MaybePromise<Found> {
  const nodes = [...new Set(blocks.flatMap(keysIn))].flatMap((key) => parseNodeKey(key) ?? []);
  const ids = (type: string) => nodes.flatMap((node) => (node.type === type ? [node.id] : []));
  const images = allReady(ids('image').map((id) => imageById(context, id)));
  const articles = allReady(ids('article').map((id) => publicArticle(context, id)));
  return whenReady(images, (someImages) =>
    whenReady(articles, (someArticles) => foundIn(someImages, someArticles, context)),
  );
}

function foundIn(someImages: (Image | null)[], someArticles: (Article | null)[], context: Context): Found {
  const images = new Map(someImages.flatMap((one) => (one ? [[one._id, one] as const] : [])));
  const articles = new Map(someArticles.flatMap((one) => (one ? [[one._id, one] as const] : [])));
  return {
    image: (id) => {
      const image = images.get(id);
      return image && { ...image, url: context.absolute(image.url) };
    },
    headline: (articleId) => articles.get(articleId)?.headline,
    href: ({ url, articleId }) => {
      const article = articleId ? articles.get(articleId) : undefined;
      return article ? addressOf(article, context) : url && isLink(url) ? url : undefined;
    },
  };
}
