import type { Limits } from '../../graph/limits.js';
import type { Refusal } from './persisted.js';
import type { Parameters } from './request.js';

/** Levels of lists and objects in variables: many more than any input of the graph has use for, and few enough for a stack. */
const maxVariableDepth = 64;

/** Why the parameters of a request are too large to be looked into; undefined where they are not. */
export function tooLarge({ query, variables }: Parameters, { queryLength }: Limits): Refusal | undefined {
  if (typeof query === 'string' && query.length > queryLength) {
    return refusal('queryLength', `Query length limit of ${queryLength} exceeded, found ${query.length}.`);
  }
  if (isDeeperThan(maxVariableDepth, variables)) {
    return refusal('variableDepth', `Depth limit of ${maxVariableDepth} exceeded by the variables.`);
  }
  return undefined;
}

const refusal = (limit: string, message: string): Refusal => ({ status: 400, code: 'TOO_COMPLEX', message, limit });

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}
