import { SHAPES } from '../../check/attack/index.ts';
import { configError } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import { grouped, type RediscoveredShape, rediscoveredText, terminalOf } from '../../report/index.ts';
import { EXIT } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json.ts';
import { ProgressLine } from '../progress-line.ts';
import { limitsOf } from '../watch-options.ts';
import type { AttackOptions } from './options.ts';
import { searchInChunks } from './searching.ts';

/** Attacks for one shape unless told otherwise. */
const RUNS = 20_000;

/**
 * Looks for the shapes of attacks that really happened, in the designs they happened to or in one that is named.
 *
 * @throws BreakwaterError when the input is wrong, or a mechanism throws, loops or misbehaves.
 */
export const rediscoverShapes = async (options: AttackOptions): Promise<void> => {
  const { seed = 1, plugin: plugins = [], runs = RUNS, time, exchange: named, resume } = options;
  if (resume === true)
    throw configError('nothing-to-resume', '--rediscover keeps no search that one could go on with', {
      hint: 'leave out --resume: a search for a shape takes seconds, and finds the same again',
    });
  const pool = new WatchedPool({ workers: 1, ...limitsOf(options) });
  const line = new ProgressLine();
  const rows: RediscoveredShape[] = [];
  await interruptible(
    async (signal) => {
      try {
        for (const { name: shape, says, source, exchange: own } of SHAPES) {
          const exchange = named ?? own;
          const begun = performance.now();
          const seconds = (): number => (performance.now() - begun) / 1000;
          const answer = await searchInChunks(
            pool,
            { subject: { exchange, plugins }, seed, shape },
            {
              signal,
              most: runs,
              isOver: () => seconds() >= (time ?? Number.POSITIVE_INFINITY),
              onChunk: ({ state }) => line.text(`${shape}: ${grouped(state.tried)} attacks tried`),
            },
          );
          const best = answer?.state.corpus[0];
          const isFound = best?.score === 1;
          const tried = isFound ? best.trial : (answer?.state.tried ?? 0);
          rows.push({ shape, says, source, exchange, isFound, tried, seconds: seconds() });
        }
      } finally {
        line.clear();
        await pool.close();
      }
    },
    () =>
      rows.length === 0 ? 'stopped before the first shape was looked for' : 'stopped: the rest was not looked for',
  );
  if (options.json === true) printJson({ seed, shapes: rows });
  else if (rows.length > 0) console.log(rediscoveredText(rows, terminalOf(process.stdout)));
  if (rows.some(({ isFound }) => !isFound)) process.exitCode ||= EXIT.broken;
};
