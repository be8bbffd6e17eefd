const root = new URL('../../', import.meta.url);

/**
 * A file of the project by its path from the root, wherever the process was started. Compiled code lies two folders down, in dist/src,
 * and so does what it is joined into, in dist/bundle.
 */
export const projectFile = (path: string): URL => new URL(path, root);
