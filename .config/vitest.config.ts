import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

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
    coverage: {
      provider: 'v8',
      include: ['src/money/**/*.ts', 'src/ledger/**/*.ts', 'src/exchange/**/*.ts', 'mechanisms/**/*.ts'],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: { statements: 95 },
    },
  },
});
