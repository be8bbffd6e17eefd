import edtf from 'edtf';

/** First and last millisecond (UTC) of an EDTF level 0 or 1 date; undefined where it is none. */
export function fuzzyRange(value: string): { min: number; max: number } | undefined {
  try {
    const { min, max } = edtf(value, { level: 1 });
    return { min, max };
  } catch {
    return undefined; // edtf has no other way to say that a text is no date
  }
}

/** Whether a span of time with fuzzy, or unknown, ends can have been going on at an instant. */
export function spans(startedAt: string | null, endedAt: string | null, at: Date): boolean {
  const start = startedAt === null ? -Infinity : (fuzzyRange(startedAt)?.min ?? -Infinity);
  const end = endedAt === null ? Infinity : (fuzzyRange(endedAt)?.max ?? Infinity);
  return start <= at.getTime() && at.getTime() <= end;
}
