import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { outError } from '../report/files.ts';

/** Folder that results are written to unless told otherwise. */
export const DEFAULT_OUT = 'breakwater-out';

/**
 * Makes sure, before hours of work, that files can be written below a folder. Creates nothing.
 *
 * @param folder - As the user named it; need not be there yet.
 * @throws BreakwaterError `out`.
 */
export const requireWritable = (folder: string): void => {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      if (!statSync(path).isDirectory())
        throw Object.assign(new Error(), { code: path === resolve(folder) ? 'EEXIST' : 'ENOTDIR' });
      return accessSync(path, constants.W_OK | constants.X_OK);
    } catch (error) {
      // What is not there yet can be made, if what is around it allows.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path) continue;
      throw outError(folder, error);
    }
  }
};
