import { readFileSync } from 'node:fs';
import { settings } from './config.js';
import { formats } from './import/formats.js';
import { projectFile } from './project.js';
import { buildGraph, printSdl } from './schema.js';

export interface Artefact {
  path: URL;
  text: string;
}

/** Every file that is generated and committed, in whole or in part. `npm run schema` writes them, a test compares them: neither can disagree. */
export function artefacts(): Artefact[] {
  return [
    { path: projectFile('schema.graphql'), text: printSdl(buildGraph()) },
    ...[...formats].map(([type, { schema }]) => documentSchema(type, schema)),
    readme(),
  ];
}

function documentSchema(type: string, schema: object): Artefact {
  const document = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: type, ...schema };
  return { path: projectFile(`seed/schemas/${type}.schema.json`), text: `${JSON.stringify(document, null, 2)}\n` };
}

/** The README with its list of settings as the code has them. */
function readme(): Artefact {
  const path = projectFile('README.md');
  const text = readFileSync(path, 'utf8').replace(
    /(<!-- settings -->\n)[\s\S]*(<!-- \/settings -->)/,
    (_, before: string, after: string) => `${before}${settingsTable()}\n${after}`,
  );
  return { path, text };
}

function settingsTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const {
      desc,
      default: value,
      choices,
    } = setting as { desc: string; default?: unknown; choices?: readonly string[] };
    const options = choices ? ` One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.` : '';
    const isEmpty = value === undefined || (typeof value === 'object' && Object.keys(value as object).length === 0);
    return `| \`${name}\` | ${isEmpty ? '' : `\`${value}\``} | ${desc}${options} |`;
  });
  return ['| variable | default | what it is for |', '|---|---|---|', ...rows].join('\n');
}
