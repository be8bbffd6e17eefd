/** What is wrong with something that was to be loaded, and where. */
export interface Problem {
  file: string;
  /** 1-based. */
  line?: number;
  /** JSON pointer (RFC 6901) into the document. */
  pointer?: string;
  /** What is wrong: what was expected, what was found. */
  message: string;
}

/** `people.ndjson:3 /roles/0/title` */
export function whereIs({ file, line, pointer }: Pick<Problem, 'file' | 'line' | 'pointer'>): string {
  return `${file}${line === undefined ? '' : `:${line}`}${pointer ? ` ${pointer}` : ''}`;
}

/** `people.ndjson:3 /roles/0/title: expected …, found …` */
export const describe = (problem: Problem): string => `${whereIs(problem)}: ${problem.message}`;
