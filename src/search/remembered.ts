import { LRUCache } from 'lru-cache';

/** So many words make up nearly all that is written. */
const max = 20_000;
/** Longer ones are rare, and many of them would be large. */
const longest = 40;

/** The function, asked once for each short text that it was given lately. */
export function remembered<R extends {}>(ask: (text: string) => R): (text: string) => R {
  const answers = new LRUCache<string, R>({ max });
  return (text) => {
    if (text.length > longest) return ask(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = ask(text);
    answers.set(text, answer);
    return answer;
  };
}
