import { isRecord } from './values.js';

type Tree = Map<string, Tree | null>;

/** A projection as MongoDB applies it: through arrays too, fields in the document's order, `_id` unless it is `0`. */
export function projector(projection: Record<string, 0 | 1> | undefined): (document: object) => object {
  const { _id: id = 1, ...rest } = projection ?? {};
  const paths = Object.keys(rest);
  if (paths.length === 0) {
    if (projection?._id === 1) return (document) => keep(document, tree(['_id']));
    return id === 1 ? (document) => document : (document) => drop(document, tree(['_id']));
  }
  const including = paths.filter((path) => rest[path] === 1);
  if (including.length > 0 && including.length < paths.length) {
    throw new TypeError('a projection either includes or excludes fields; only _id may differ');
  }
  const wanted = tree((id === 1) === including.length > 0 ? [...paths, '_id'] : paths);
  return including.length > 0 ? (document) => keep(document, wanted) : (document) => drop(document, wanted);
}

function tree(paths: string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    const fields = path.split('.');
    const last = fields.pop() as string;
    for (const field of fields) {
      const next = node.get(field) ?? new Map();
      node.set(field, next);
      node = next;
    }
    node.set(last, null);
  }
  return root;
}

function keep(document: object, wanted: Tree): object {
  const result: Record<string, unknown> = {};
  // A list of pairs of all that is not wanted would cost more than all else here.
  for (const field in document) {
    const below = wanted.get(field);
    if (below === undefined) continue;
    const value = (document as Record<string, unknown>)[field];
    if (below === null) result[field] = value;
    else if (isRecord(value) || Array.isArray(value)) result[field] = keepBelow(value, below);
  }
  return result;
}

function keepBelow(value: unknown, wanted: Tree): unknown {
  if (!Array.isArray(value)) return keep(value as object, wanted);
  return value.filter((item) => isRecord(item) || Array.isArray(item)).map((item) => keepBelow(item, wanted));
}

function drop(document: object, unwanted: Tree): object {
  const result: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(document)) {
    const below = unwanted.get(field);
    if (below !== null) result[field] = below === undefined ? value : dropBelow(value, below);
  }
  return result;
}

function dropBelow(value: unknown, unwanted: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => dropBelow(item, unwanted));
  return isRecord(value) ? drop(value, unwanted) : value;
}
