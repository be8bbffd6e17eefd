import { fileURLToPath } from 'node:url';
import { contentTypes } from './content/index.js';
import type { Summary } from './import/outcome.js';
import { projectFile } from './project.js';
import type { Store } from './store/store.js';

/** The folder of the sample newsroom's documents. */
export const newsroom = fileURLToPath(projectFile('seed/newsroom'));
export const samplePictures = `${newsroom}/images`;

/** Loads the sample newsroom into a store that has nothing at all; undefined where there is something, and then the loader is not even read. */
export async function fillIfEmpty(store: Store): Promise<Summary | undefined> {
  if (!(await isEmpty(store))) return undefined;
  const [{ readInputs }, { load }] = await Promise.all([import('./import/input.js'), import('./import/load.js')]);
  return load(readInputs([newsroom]), store);
}

async function isEmpty(store: Store): Promise<boolean> {
  const found = await Promise.all(
    contentTypes.map(({ collection }) =>
      store
        .collection(collection)
        .find({}, { limit: 1, projection: { _id: 1 } })
        .toArray(),
    ),
  );
  return found.every((documents) => documents.length === 0);
}
