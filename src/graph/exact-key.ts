/** Begins what stands for a value that JSON does not have; a text that begins so gets another one in front. */
const mark = '\u0000';

/**
 * A text for a plain value, another for every other value: unlike JSON it tells a Date from its text, absent from undefined and null,
 * 0 from -0.
 */
export const exactKey = (value: unknown): string => JSON.stringify(value, exact);

function exact(this: Record<string, unknown>, name: string, json: unknown): unknown {
  const value = this[name];
  if (typeof value === 'string') return value.startsWith(mark) ? mark + value : value;
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : `${mark}${Object.is(value, -0) ? '-0' : value}`;
  }
  if (value === undefined) return `${mark}undefined`;
  if (value instanceof Date) return `${mark}Date ${value.getTime()}`;
  return value instanceof RegExp ? `${mark}RegExp ${value}` : json;
}
