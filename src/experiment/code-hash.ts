import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Digest } from '../math/index.ts';

/** What decides what a run comes to, relative to the folder that holds `src`. */
const FOLDERS = ['src', 'mechanisms', 'specs'] as const;

/** Hash of the program itself and of the versions of the packages it runs on, hexadecimal. A mended mechanism has the version of the broken one. */
export const codeHash = (): string => {
  const root = resolve(import.meta.dirname, '../..');
  const digest = new Digest();
  for (const folder of FOLDERS) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    for (const file of files) digest.text(relative(root, file).split(sep).join('/')).text(readFileSync(file, 'utf8'));
  }
  for (const dependency of packages(root)) digest.text(dependency);
  return digest.hex();
};

interface Package {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const packageAt = (folder: string): Package | undefined => {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Package) : undefined;
};

/** A folder and those above it, the nearest first. */
const upFrom = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...upFrom(dirname(folder))];

/** Names and versions of the packages the program needs, as they are installed. */
const packages = (root: string): string[] => {
  const folders = upFrom(root);
  const own = folders.map(packageAt).find((found) => found?.dependencies !== undefined);
  return Object.keys(own?.dependencies ?? {}).map((name) => {
    const installed = folders
      .map((folder) => packageAt(join(folder, 'node_modules', name)))
      .find((found) => found !== undefined);
    return `${name}@${installed?.version ?? ''}`;
  });
};
