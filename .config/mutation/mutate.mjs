// `npm run mutate -- FOLDER [FILE...]`: plants faults in a folder, or in some of its files, and counts those that its tests notice.
// Keeps what is known of files that did not change, then writes results.json and docs/guide/mutation.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { record } from './page.mjs';
import { scratch, slug, targets } from './targets.mjs';

const here = '.config/mutation';
const core = `${here}/node_modules/@stryker-mutator/core`;

const [given = '', ...files] = process.argv.slice(2);
const folder = given.replace(/\/+$/, '');
if (!Object.hasOwn(targets, folder)) {
  console.error(
    `'${given}' is not measured. Name one of: ${Object.keys(targets).join(', ')}, and files of it if only some are to be tried.`,
  );
  process.exit(2);
}
const strangers = files.filter((file) => !file.startsWith(`${folder}/`) || !existsSync(file));
if (strangers.length > 0) {
  console.error(
    `not in ${folder}: ${strangers.join(', ')}. Name files from the root of the repository, such as ${folder}/index.ts.`,
  );
  process.exit(2);
}

const pinned = JSON.parse(readFileSync(`${here}/package.json`, 'utf8')).devDependencies['@stryker-mutator/core'];
const installed = existsSync(core) && JSON.parse(readFileSync(`${core}/package.json`, 'utf8')).version;
if (installed !== pinned) execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });

const { status } = spawnSync(
  process.execPath,
  [
    `${core}/bin/stryker.js`,
    'run',
    `${here}/stryker.config.mjs`,
    ...(files.length > 0 ? ['--mutate', files.join(',')] : []),
  ],
  { stdio: 'inherit', env: { ...process.env, MUTATE: folder, MUTATE_TESTS: targets[folder].join(' ') } },
);
if (status !== 0) process.exit(status ?? 3);
record(folder, files, JSON.parse(readFileSync(`${scratch}/${slug(folder)}.json`, 'utf8')));
