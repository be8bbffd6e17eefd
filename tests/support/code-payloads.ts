/** The name under which payloads leave something behind: on globalThis, in the environment, on Object.prototype. */
export const marker = 'dateline_injected';

/** What code that was sent has done in a process. */
export interface Effects {
  /** Where something was assigned to the marker on globalThis. */
  assigned: string[];
  environment: string | null;
  polluted: boolean;
}

export interface CodePayload {
  text: string;
  /** What a gateway would compile that puts the text into code as it is, or with quotes escaped and nothing else. */
  compiled: string;
}

/** What the code does where it runs; `exit` ends the process with 3, `file` makes one. */
export const actions = (file: string) => ({
  assign: `globalThis.${marker} = 1`,
  environment: `process.env.${marker} = 1`,
  pollute: `Object.prototype.${marker} = 1`,
  file: `process.getBuiltinModule('fs').writeFileSync('${file}', '')`,
  exit: 'process.exit(3)',
});

/** The code in every dress in which a text in a program ends and code begins. */
export function codePayloads(code: string): CodePayload[] {
  const within = (before: string, text: string, after: string) => ({ text, compiled: `${before}${text}${after}` });
  const quoted = JSON.stringify(code);
  const escaped = `\\"+(${code})//`;
  return [
    within('({ "a": "', `"}); ${code}; ({"`, '": 1 })'),
    within("({ 'a': '", `'}); ${code}; ({'`, "': 1 })"),
    within('return "', `"+(${code})+"`, '"'),
    within("return '", `'+(${code})+'`, "'"),
    within('return `', `\`+(${code})+\``, '`'),
    within('return `', `\${${code}}`, '`'),
    within('const x = {}; x["', `"]; ${code}; x["`, '"]'),
    within('const x = {}; x.', `a; ${code}; x.a`, ' = 1'),
    within('/* ', `*/ ${code} /*`, ' */'),
    within('// ', `\n${code}//`, ''),
    within('// ', `\u2028${code}//`, ''),
    within('return /', `a/+(${code})+/a`, '/'),
    within('const f = (x) => x; f("', `"); ${code}; f("`, '")'),
    within('', `[].constructor.constructor(${quoted})()`, ''),
    within('constructor = Function; ', `constructor.constructor(${quoted})()`, ''),
    within('', code, ''),
    { text: escaped, compiled: `return "${escaped.replaceAll('"', '\\"')}"` },
  ];
}

/** What would be taken for more than text by an object's keys, a query language, a template, a regular expression, a shell. */
export const textPayloads = [
  '__proto__',
  'constructor',
  'constructor.prototype',
  '__defineGetter__',
  'toString',
  `__proto__[${marker}]`,
  `{"__proto__":{"${marker}":1}}`,
  `{"constructor":{"prototype":{"${marker}":1}}}`,
  '$where',
  `{"$where":"sleep(20000) || true"}`,
  `{"$function":{"body":"function () { sleep(20000) }","args":[],"lang":"js"}}`,
  '{"$gt":""}',
  '$$ROOT',
  '$_id',
  '{{constructor.constructor("process.exit(3)")()}}',
  '<%= process.exit(3) %>',
  '#{process.exit(3)}',
  '$(exit 3)',
  '; exit 3 #',
  '(a+)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '((((((a*)*)*)*)*)*)*b',
  `${'a'.repeat(300)}!`,
  '.*',
  '\\',
  '\u0000',
  '\u2028\u2029',
];

/** Values that are no text, where a variable brings them. */
export const valuePayloads: unknown[] = [
  { $where: 'sleep(20000) || true' },
  { $function: { body: 'function () { sleep(20000) }', args: [], lang: 'js' } },
  { $gt: '' },
  { $regex: '(a+)+$' },
  JSON.parse(`{"__proto__":{"${marker}":1}}`),
  JSON.parse(`{"constructor":{"prototype":{"${marker}":1}}}`),
  { toString: 'process.exit(3)', valueOf: 1 },
  ['__proto__', { $ne: null }],
  [[[['$where']]]],
  1e300,
  -1,
  true,
];

/** Names that GraphQL's grammar allows and JavaScript's objects have. */
export const names = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'],
  ...['process', 'globalThis', 'eval', 'require', 'Function', 'return', 'undefined', 'null_', 'then', marker],
];
