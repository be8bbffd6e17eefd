/** So many words make up nearly all that is written; then it starts anew. */
const most = 20_000;
/** Longer ones are rare, and many of them would be large. */
const longest = 40;

/** The function, asked once for each short text that it was given lately. */
export function remembered<R>(ask: (text: string) => R): (text: string) => R {
  const answers = new Map<string, R>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || text.length > longest) return known ?? ask(text);
    if (answers.size === most) answers.clear();
    const answer = ask(text);
    answers.set(text, answer);
    return answer;
  };
}
