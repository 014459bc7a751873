import { scratch, slug } from './targets.mjs';

const folder = process.env.MUTATE ?? '';

/** Read by `npm run mutate`, which sets MUTATE to the folder. */
export default {
  packageManager: 'npm',
  testRunner: 'warm',
  plugins: ['./.config/mutation/warm-runner.mjs'],
  checkers: [],
  mutate: [`${folder}/**/*.ts`],
  ignorePatterns: ['/dist', '/dist-bench', '/docs', '/coverage', '/.ci', '/breakwater-out', `/${scratch}`],
  coverageAnalysis: 'perTest',
  // Each would need all modules to be loaded anew.
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATE_AT_ONCE ?? 2),
  // Loops that run on are stopped by count, in warm.test.ts: time is for those without a place for a mutant. Long, for busy machines.
  timeoutMS: 30_000,
  timeoutFactor: 1,
  dryRunTimeoutMinutes: 20,
  incremental: true,
  incrementalFile: `${scratch}/${slug(folder)}.incremental.json`,
  jsonReporter: { fileName: `${scratch}/${slug(folder)}.json` },
  htmlReporter: { fileName: `${scratch}/${slug(folder)}.html` },
  reporters: ['progress-append-only', 'json', 'html'],
  tempDirName: `${scratch}/sandboxes`,
  cleanTempDir: 'always',
  allowEmpty: false,
};
