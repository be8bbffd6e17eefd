/** Most bytes that JSON has for one UTF-16 code unit of a text: a control character, written as \u0000. */
const maxBytesPerUnit = 6;
/** Of the longest number. */
const maxNumber = 25;

/** Whether a plain value is longer than `most` bytes as JSON. Mostly that is clear from how many characters it has. */
export function isLongerThan(most: number, value: unknown): boolean {
  const units = sum(
    value,
    most,
    (text) => text.length,
    () => maxNumber,
  );
  return units * maxBytesPerUnit > most && sum(value, most, bytesOfText, (number) => String(number).length) > most;
}

const bytesOfText = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/** Goes no further than `most`. */
function sum(value: unknown, most: number, text: (value: string) => number, number: (value: number) => number): number {
  let total = 0;
  const add = (value: unknown): void => {
    if (total > most) return;
    if (typeof value === 'string') total += 2 + text(value);
    else if (typeof value === 'number') total += number(value);
    else if (typeof value !== 'object' || value === null) total += value === false ? 5 : 4;
    else if (Array.isArray(value)) addAll(value);
    else addFields(value as Record<string, unknown>);
  };
  // With a comma after each but one, and brackets.
  const addAll = (values: unknown[]) => {
    total += values.length === 0 ? 2 : 1 + values.length;
    for (const value of values) add(value);
  };
  const addFields = (object: Record<string, unknown>) => {
    let fields = 0;
    for (const name in object) {
      if (object[name] === undefined) continue;
      fields += 1;
      total += 4 + text(name);
      add(object[name]);
    }
    total += fields === 0 ? 2 : 1;
  };
  add(value);
  return total;
}
