import { decodeHTML } from 'entities/decode';

/** Elements that stand inside a line. */
const inLine =
  /^<\/?(?:a|abbr|b|bdi|bdo|cite|code|data|dfn|em|i|kbd|mark|q|rb|rp|rt|rtc|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b/;

/** The words of sanitised markup, in which `<` and `>` are nothing but the ends of tags. */
export const wordsOf = (markup: string): string =>
  decodeHTML(markup.replace(/<[^>]*>/g, (tag) => (inLine.test(tag) ? '' : '\n')))
    .split('\n')
    .map((words) => words.trim())
    .filter(Boolean)
    .join('\n');
