import type { Stored, StoreInput } from '../../graph/stored.js';
import { storedBlocks } from '../body/body.stored.js';
import type { PolicyDocument } from './policy.document.js';
import { siteItself } from './policy.loaders.js';
import type { Policy } from './policy.type.js';

export function storedPolicy(
  input: PolicyDocument,
  context: StoreInput<Policy>,
): Stored<Omit<Policy, 'id' | '__typename'>> {
  const { id, references, previous } = context;
  return {
    document: {
      _id: id,
      slug: input.slug,
      kind: input.kind,
      sourceId: input.source === undefined ? siteItself : references.id('source', input.source),
      title: input.title,
      blocks: storedBlocks(input.body, { owner: id, references, previous: previous?.blocks ?? [] }).blocks,
      version: input.version,
      effectiveFrom: new Date(input.effectiveFrom),
      locale: input.locale,
      regions: input.regions ?? [],
      actions: (input.actions ?? []).map((action) => ({ ...action, purpose: action.purpose ?? null })),
      links: (input.links ?? []).map((link) => ({ url: link.url, title: link.title ?? null })),
    },
  };
}

type StoredPolicy = Omit<Policy, 'id' | '__typename'>;

/**
 * A notice found on a page: the words that are known already change nothing but may prove that they held earlier; new
 * words on a later page are the next version.
 */
export function mergePolicy(existing: StoredPolicy, found: StoredPolicy): StoredPolicy {
  const words = (policy: StoredPolicy) => [
    policy.title,
    ...policy.blocks.map(({ text }) => text),
    ...policy.actions.map(({ label }) => label),
  ];
  if (words(existing).join('\n') === words(found).join('\n')) {
    return found.effectiveFrom < existing.effectiveFrom
      ? { ...existing, effectiveFrom: found.effectiveFrom }
      : existing;
  }
  if (found.effectiveFrom <= existing.effectiveFrom) return existing;
  const version = Number.parseInt(existing.version, 10);
  return {
    ...found,
    version: Number.isNaN(version) ? found.effectiveFrom.toISOString().slice(0, 10) : String(version + 1),
  };
}
