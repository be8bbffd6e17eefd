import { TextDirection } from './article.type.js';

/** Scripts that run from right to left (Unicode Script_Extensions of the living ones). */
const rightToLeft = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** Which way the likeliest script of a language runs. */
export function directionOf(locale: string): TextDirection {
  const script = new Intl.Locale(locale).maximize().script;
  return script !== undefined && rightToLeft.has(script) ? TextDirection.RTL : TextDirection.LTR;
}
