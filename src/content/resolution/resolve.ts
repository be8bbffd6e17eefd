import type { Context } from '../../graph/context.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { encodePath, readPath } from '../../graph/site-path.js';
import { type Address, addressesAt } from './addresses.js';
import type { Resolution } from './resolution.type.js';

const nothing: Resolution = { status: 404, location: null, node: null };

/**
 * What the site answers at a path. A slash at its end, runs of slashes, capitals and letters that are composed differently are other
 * spellings: they lead on to the one address that a page has, so that nobody indexes it twice.
 */
export function resolvePath(context: Context, asked: string): MaybePromise<Resolution> {
  const read = readPath(asked, context.siteUrl);
  if (!read) return nothing;
  const { path, spelled } = read;
  const spellings = [...new Set([path, path.toLowerCase()])];
  return whenReady(allReady(spellings.map((spelling) => addressesAt(context, spelling))), (found) => {
    const [best] = found.flatMap((addresses) => [...addresses].sort(byClaim));
    return best ? answer(best, spelled) : nothing;
  });
}

function answer({ path, node, gone }: Address, spelled: string): Resolution {
  if (gone) return { status: gone, location: null, node: null };
  return path === spelled ? { status: 200, location: null, node } : { status: 301, location: encodePath(path), node };
}

/** Whose path it is comes before whose it was, of those what is there before what is gone, then who left it last. */
const byClaim = (a: Address, b: Address): number =>
  Number(a.left !== undefined) - Number(b.left !== undefined) ||
  Number(a.gone !== undefined) - Number(b.gone !== undefined) ||
  later(b.left, a.left) ||
  (a.node._id < b.node._id ? -1 : 1);

const later = (a = 0, b = 0): number => (a === b ? 0 : a - b);
