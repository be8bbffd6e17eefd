import { Aggregator } from 'mingo/aggregator';
import { Context, ProcessingMode } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { Query } from 'mingo/query';
import { resolve } from 'mingo/util';
import type { Filter } from '../store.js';
import { compareStrings, isRecord } from './values.js';

type Operator = typeof query.$gt;

/** mingo compares strings by UTF-16 code unit, MongoDB by UTF-8 byte; a page that is continued by `$lt` needs the order of the sort. */
function comparison(original: Operator, holds: (order: number) => boolean): Operator {
  return (selector, bound, options) => {
    if (typeof bound !== 'string') return original(selector, bound, options);
    const test = (value: unknown) => typeof value === 'string' && holds(compareStrings(value, bound));
    return (document) => {
      const value = resolve(document as Record<string, unknown>, selector, { unwrapArray: true });
      return Array.isArray(value) ? value.some(test) : test(value);
    };
  };
}

/** mingo overlooks array elements that lack the field; to MongoDB they are as null as a document that lacks it. */
function equality(original: Operator, negated: boolean): Operator {
  return (selector, value, options) => {
    if (value !== null) return original(selector, value, options);
    const fields = selector.split('.');
    return (document) => lacks(document, fields) !== negated;
  };
}

function membership(original: Operator, negated: boolean): Operator {
  return (selector, values, options) => {
    if (Array.isArray(values) && !selector.includes('.') && values.every((value) => typeof value === 'string')) {
      return amongStrings(selector, new Set(values), negated);
    }
    if (!Array.isArray(values) || !values.includes(null)) return original(selector, values, options);
    const fields = selector.split('.');
    const others = values.filter((value) => value !== null);
    const test = original(selector, others, options);
    return (document) =>
      negated ? !lacks(document, fields) && test(document) : lacks(document, fields) || test(document);
  };
}

/** What mingo does too, at the cost of a set for each document. */
function amongStrings(field: string, wanted: ReadonlySet<unknown>, negated: boolean): (document: unknown) => boolean {
  return (document) => {
    const value = (document as Record<string, unknown>)[field];
    return (Array.isArray(value) ? value.some((item) => wanted.has(item)) : wanted.has(value)) !== negated;
  };
}

function lacks(value: unknown, fields: string[], depth = 0): boolean {
  const field = fields[depth];
  if (Array.isArray(value)) {
    if (field === undefined) return value.includes(null);
    if (/^\d+$/.test(field)) return lacks(value[Number(field)], fields, depth + 1);
    return value.some((item) => isRecord(item) && lacks(item, fields, depth));
  }
  if (field === undefined) return value === null || value === undefined;
  return isRecord(value) ? lacks(value[field], fields, depth + 1) : true;
}

const context = Context.init({
  accumulator,
  expression,
  pipeline,
  projection,
  query: {
    ...query,
    $eq: equality(query.$eq, false),
    $ne: equality(query.$ne, true),
    $in: membership(query.$in, false),
    $nin: membership(query.$nin, true),
    $gt: comparison(query.$gt, (order) => order > 0),
    $gte: comparison(query.$gte, (order) => order >= 0),
    $lt: comparison(query.$lt, (order) => order < 0),
    $lte: comparison(query.$lte, (order) => order <= 0),
  },
  window,
});

/** No operator may run code that a query brings along. */
const options = { context, scriptEnabled: false };

/** Compiled once, tested on each document. */
export function matcher(filter: Filter): (document: object) => boolean {
  if (Object.keys(filter).length === 0) return () => true;
  const compiled = new Query(filter, options);
  return (document) => compiled.test(document as Record<string, unknown>);
}

/** The results share nothing with each other, so that the caller may change them. */
export function runStages(stages: Record<string, unknown>[], documents: object[]): object[] {
  return new Aggregator(stages, { ...options, processingMode: ProcessingMode.CLONE_OUTPUT }).run(documents);
}
