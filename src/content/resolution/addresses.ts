import type { Context } from '../../graph/context.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { type Node, typeOf } from '../../graph/node.js';
import type { Trace } from '../../graph/reader.js';
import { conceptAt, slugPath } from '../../graph/site-path.js';
import { articlesByAnyPath } from '../article/article.loaders.js';
import type { Article } from '../article/article.type.js';
import { conceptsBySlug, standing } from '../concept/concept.loaders.js';
import type { Concept } from '../concept/concept.type.js';
import { sectionsByAnyPath } from '../section/section.loaders.js';
import type { Section } from '../section/section.type.js';

/** Something that stands at a path, or stood there. */
export interface Address {
  /** Where it is to be found now. */
  path: string;
  node: Node;
  /** What is to be answered instead of it, where it is gone. */
  gone: 410 | 451 | undefined;
  /** When the path stopped being its own; undefined while it is, Infinity where nobody knows. */
  left: number | undefined;
}

/** Everything that has this path or had it, of every kind: one command for each collection that can. */
export function addressesAt(context: Context, path: string): MaybePromise<Address[]> {
  const concept = conceptAt(path);
  const found: MaybePromise<Address[]>[] = [
    whenReady(articlesByAnyPath(context, path), (traces) => traces.map((trace) => ofArticle(trace, path))),
    concept
      ? whenReady(conceptsBySlug(context, concept.type, concept.slug), (traces) =>
          allReady(traces.map(({ document }) => ofConcept(context, document, path))),
        )
      : [],
    whenReady(sectionsByAnyPath(context, path.slice(1)), (traces) => traces.map((trace) => ofSection(trace, path))),
  ];
  return whenReady(allReady(found), (all) => all.flat());
}

function ofArticle({ document, gone }: Trace<Article>, path: string): Address {
  const alias = document.aliasPaths.find((one) => one.path === path);
  const legal = gone === 'WITHDRAWN' && document.withdrawnFor === 'LEGAL';
  return {
    path: document.path,
    node: document,
    gone: gone && (legal ? 451 : 410),
    left: document.path === path ? undefined : (alias?.until?.getTime() ?? Number.POSITIVE_INFINITY),
  };
}

/** A concept that was merged has moved to where the merge ends. */
function ofConcept(context: Context, concept: Concept, path: string): MaybePromise<Address> {
  return whenReady(standing(context, concept), (found) => {
    const node = found ?? concept;
    const own = slugPath(typeOf(node) as Parameters<typeof slugPath>[0], node.slug);
    return { path: own, node, gone: undefined, left: own === path ? undefined : Number.POSITIVE_INFINITY };
  });
}

function ofSection({ document }: Trace<Section>, path: string): Address {
  const own = `/${document.path}`;
  return {
    path: own,
    node: document,
    gone: undefined,
    left: own === path ? undefined : Number.POSITIVE_INFINITY,
  };
}
