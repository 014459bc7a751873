import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import full from '../vitest.config.ts';
import { targets } from './targets.mjs';

const fewerRuns = fileURLToPath(new URL('./fast-check.ts', import.meta.url));
const folder = process.env.MUTATE ?? '';
const tests = Object.hasOwn(targets, folder) ? targets[folder as keyof typeof targets] : undefined;
if (!tests) throw new Error(`MUTATE was '${folder}', but is one of: ${Object.keys(targets).join(', ')}`);

/** The tests of one folder, with a tenth of the property runs, in one thread that loads each module once. */
export default defineConfig({
  ...(full as ViteUserConfig),
  plugins: [
    {
      name: 'fewer-property-runs',
      enforce: 'pre',
      resolveId: (id, importer) => (id === 'fast-check' && importer !== fewerRuns ? fewerRuns : undefined),
    },
    {
      name: 'no-counts-while-mutants-are-tried',
      transform: (code) => code.replace('  function cover() {', '  function cover() {\n    if (ns.quiet) return;'),
    },
  ],
  test: {
    include: tests.map((path) => `${path}/**/*.test.ts`),
    setupFiles: ['tests/seed.ts'],
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
  },
});
