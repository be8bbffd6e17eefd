import type { NativeDocument } from '../../content/documents.js';
import type { Store } from '../../store/store.js';
import { check } from '../check.js';
import type { CheckedDocument, Item } from '../item.js';
import type { Problem } from '../problem.js';
import { pageDocuments } from './documents.js';
import { PageError } from './errors.js';
import { identify } from './identity.js';
import { readPage } from './read.js';
import { StoreKnowledge } from './store-knowledge.js';

/** A page as one item: its article first, then everything that it brings along. */
export async function pageItem(
  { file, text }: { file: string; text: string },
  store: Store,
): Promise<Item | { problems: Problem[] }> {
  const origin = { file };
  try {
    const page = readPage(text);
    const { article, others } = await pageDocuments(page, new StoreKnowledge(store), await identify(page, store));
    const documents: CheckedDocument[] = [];
    const problems: Problem[] = [];
    for (const document of [article, ...others] as NativeDocument[]) {
      const checked = check(document, { file, pointer: `${document.type} ${document.slug} ` }, document !== article);
      if (Array.isArray(checked)) problems.push(...checked);
      else documents.push({ ...checked, revisionOrigin: 'PAGE' });
    }
    return problems.length > 0 ? { problems } : { origin, documents, numbers: documents.map((_, at) => at) };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return { problems: [{ file, ...(error.line === undefined ? {} : { line: error.line }), message: error.message }] };
  }
}
