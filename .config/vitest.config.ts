import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where a file takes a minute or more: begun last, one of them would run on alone. */
const LONG = ['tests/unit/check/shipped/', 'tests/cli/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((folder) => moduleId.includes(folder));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const source = 'breakwater:source';

/** Tests run on source: the condition makes `breakwater` mean src/index.ts. Only CLI tests need dist, which the global setup builds. */
export default defineConfig({
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'threads',
    // By default one processor is left idle, of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    coverage: {
      provider: 'v8',
      include: ['src/money/**/*.ts', 'src/ledger/**/*.ts', 'src/exchange/**/*.ts', 'mechanisms/**/*.ts'],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: { statements: 95 },
    },
  },
});
