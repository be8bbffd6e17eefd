const dangerous = /[<>&\u2028\u2029]/g;

/**
 * JSON that means the same and can stand inside a <script> element: nothing in it ends the element or begins a comment, and no
 * line separator breaks a script.
 */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(dangerous, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
