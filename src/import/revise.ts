import type { ArticleDocument } from '../content/article/article.document.js';
import type { Article } from '../content/article/article.type.js';
import { collectionOf } from '../content/index.js';
import { revisionId, revisionOf, takesAway } from '../content/revision/revision.stored.js';
import type { ContentType } from '../graph/content-type.js';
import type { RevisionSignal } from '../graph/revision-signal.js';
import type { Write } from '../store/store.js';
import { signalOf, told } from './announce.js';
import type { CheckedDocument } from './item.js';

/** How a change came about. */
interface Revising {
  origin: CheckedDocument['revisionOrigin'];
  input: Pick<ArticleDocument, 'revisionNote' | 'revisionBy'>;
  now: Date;
}

/**
 * An article with the mark of the change that made it what it is, and what has to be written, in one transaction with it,
 * so that what it was before is kept. A version that takes it away from readers takes away what it was before as well.
 */
export function revise(
  type: ContentType,
  before: Article | undefined,
  after: Article,
  { origin, input: { revisionNote: note, revisionBy: by }, now }: Revising,
): { document: Article; writes: Write[] } {
  if (before?.version === after.version) {
    const { revision: mark } = before;
    const document = mark ? { ...after, revision: { ...mark, ...(note && { note }), ...(by && { by }) } } : after;
    return { document, writes: [] };
  }
  const signal = signalOfRevision(type, before, after);
  const revision = { signal, note: note ?? null, by: by ?? null, origin };
  return { document: { ...after, revision }, writes: before ? history(type, before, after, now) : [] };
}

/** As the change feed has it, which says nothing of what readers do not see. */
function signalOfRevision(type: ContentType, before: Article | undefined, after: Article): RevisionSignal {
  if (takesAway(after)) return 'DELETE';
  const [was, is] = [told(type, before), told(type, after)];
  return was && is ? signalOf(type, was, is) : 'NEW';
}

function history(type: ContentType, before: Article, after: Article, now: Date): Write[] {
  const collection = collectionOf('revision');
  if (after.status === 'WITHDRAWN') {
    return Array.from({ length: before.version - 1 }, (_, at): Write => {
      return { collection, deleteOne: { filter: { _id: revisionId(before._id, at + 1) } } };
    });
  }
  const shown = (type.audience?.admits?.(before, { now, preview: false }) ?? true) !== false;
  const replacement = { ...revisionOf(before), shown };
  return [{ collection, replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true } }];
}
