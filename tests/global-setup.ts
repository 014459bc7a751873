import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import type { TestProject } from 'vitest/node';

const SOURCES = ['src', 'mechanisms', 'specs', 'package.json', 'tsconfig.json'];
const NEVER_NEED_DIST = ['unit', 'mechanisms', 'record'].map((folder) => join('tests', folder) + sep);

/**
 * Builds dist once, when it is missing or older than a source, because CLI tests and workers run the built program.
 *
 * A run that names only files of tests/unit, tests/mechanisms or tests/record does not need it and starts at once.
 */
export default async function setup(project: TestProject): Promise<void> {
  const root = project.vitest.config.root;
  const main = join(root, 'dist', 'src', 'cli', 'main.js');
  if (!(await needsDist(project, root)) || isFresh(main, root)) return;

  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const built = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, encoding: 'utf8' });
  if (!existsSync(main)) {
    throw new Error(`dist/src/cli/main.js was not built, so CLI tests cannot run. Run: npm run build\n${built.stdout}`);
  }
  chmodSync(main, 0o755);
  // tsc emits in spite of type errors: tests can go on, and `npm run types` is where such errors fail.
  if (built.status !== 0) console.warn(`dist was built with type errors (npm run types shows all):\n${built.stdout}`);
}

async function needsDist(project: TestProject, root: string): Promise<boolean> {
  const named = process.argv.slice(2).filter((word) => /(^|[\\/])tests[\\/]|\.test\.ts/.test(word));
  if (named.length === 0) return true;
  const { testFiles } = await project.globTestFiles(named.map((word) => word.replace(/:\d+$/, '')));
  return !testFiles.every((file) => NEVER_NEED_DIST.some((folder) => relative(root, file).startsWith(folder)));
}

function isFresh(main: string, root: string): boolean {
  if (!existsSync(main)) return false;
  const builtAt = statSync(main).mtimeMs;
  return SOURCES.every((name) => newest(join(root, name)) <= builtAt);
}

/** The latest change below a path, in ms since 1970; of files only those which tsc reads. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.(ts|json)$/.test(path) ? stat.mtimeMs : 0;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
