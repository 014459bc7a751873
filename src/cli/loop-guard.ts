import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { isBreakwaterError } from '../contract/index.ts';

/** What is told here; every other mistake is told better by the command itself. */
const TOLD: readonly string[] = ['stalled', 'out-of-memory', 'crashed'];

/** Whether a file is a plug-in. */
export const isPlugin = (file: string): boolean => ['.ts', '.js', '.mjs'].includes(extname(file));

const namesPlugins = (file: string): boolean => {
  try {
    return readFileSync(file, 'utf8').includes('plugins');
  } catch {
    return false;
  }
};

/**
 * Loads plug-ins in a watched worker first, so that one that loops while it loads is ended and named. Costs nothing when there are none.
 *
 * @param files - Plug-ins, and specs that may name some.
 * @param stall - Longest time one may take, seconds.
 * @throws BreakwaterError `stalled`, `out-of-memory`, `crashed`.
 */
export const refuseLoops = async (files: readonly string[], stall?: number): Promise<void> => {
  const loading = files.filter((file) => isPlugin(file) || namesPlugins(file));
  if (loading.length === 0) return;
  const { WatchedPool } = await import('../experiment/index.ts');
  const pool = new WatchedPool({ workers: 1, ...(stall === undefined ? {} : { stall }) });
  try {
    for (const file of loading) {
      const [plugins, exchanges] = isPlugin(file) ? [[file], []] : [[], [{ name: file, overrides: [] }]];
      await pool.inspect({ exchanges, scenarios: [], plugins }).catch((error) => {
        if (isBreakwaterError(error) && TOLD.includes(error.code)) throw error;
      });
    }
  } finally {
    await pool.close();
  }
};
