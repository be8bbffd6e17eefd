import { mkdir, writeFile } from 'node:fs/promises';
import { artefacts } from '../artefacts.js';

/** Writes what is generated and committed: schema.graphql and the JSON Schemas of the document format. */
for (const { path, text } of artefacts()) {
  await mkdir(new URL('.', path), { recursive: true });
  await writeFile(path, text);
}
