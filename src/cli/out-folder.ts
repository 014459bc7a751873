import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { configError } from '../contract/error.ts';

/** Folder that results are written to unless told otherwise. */
export const DEFAULT_OUT = 'breakwater-out';

/**
 * Makes sure, before hours of work, that files can be written below a folder. Creates nothing.
 *
 * @param folder - As the user named it; need not be there yet.
 * @param option - Option that named it.
 * @throws BreakwaterError `cannot-write`.
 */
export const requireWritable = (folder: string, option = '--out'): void => {
  const refuse = (message: string): never => {
    throw configError('cannot-write', message, { where: { file: folder, path: option }, hint: `name another place with ${option}` });
  };
  for (let path = resolve(folder); ; path = dirname(path)) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // What is not there yet can be made, if what is around it allows.
      if ((code === 'ENOENT' || code === 'ENOTDIR') && dirname(path) !== path) continue;
      return refuse(`the folder cannot be reached (${code})`);
    }
    if (!isFolder) return refuse(path === resolve(folder) ? 'this is a file, but a folder is needed' : 'a file stands where a folder is needed');
    try {
      accessSync(path, constants.W_OK | constants.X_OK);
    } catch (error) {
      return refuse(`the folder cannot be written to (${(error as NodeJS.ErrnoException).code})`);
    }
    return;
  }
};
