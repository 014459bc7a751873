import type { WatchedPool } from '../../experiment/index.ts';
import { addressOf } from '../watch-options.ts';
import type { AttackAnswer, AttackTask } from './work.ts';

/** Address of the module that does the work. */
export const WORK = addressOf('attack/work');

/** Attacks between two looks at the clock, each after which the search is on disk: as many as take about two seconds. */
const FIRST_CHUNK = 20;
const LONG = 3;
const SHORT = 1;

/** How a search goes on, and until when. */
export interface Searching {
  readonly signal: AbortSignal;
  /** Attacks to have tried at most. */
  readonly most: number;
  readonly isOver: () => boolean;
  readonly onChunk: (answer: AttackAnswer) => Promise<void> | void;
}

/** Searches in chunks; answers the last, or nothing when there was none. */
export const searchInChunks = async (
  pool: WatchedPool,
  task: Omit<AttackTask, 'until' | 'what'>,
  { signal, most, isOver, onChunk }: Searching,
): Promise<AttackAnswer | undefined> => {
  let answer: AttackAnswer | undefined;
  let state = task.state;
  let chunk = FIRST_CHUNK;
  while ((state?.tried ?? 0) < most && !isOver() && !signal.aborted) {
    const until = Math.min(most, (state?.tried ?? 0) + chunk);
    const input: AttackTask = { ...task, what: 'search', until, ...(state === undefined ? {} : { state }) };
    const begun = performance.now();
    answer = await pool.work<AttackAnswer>({ module: WORK, input }, { signal });
    const seconds = (performance.now() - begun) / 1000;
    if (seconds < SHORT) chunk *= 2;
    else if (seconds > LONG) chunk = Math.max(1, Math.floor(chunk / 2));
    state = answer.state;
    await onChunk(answer);
    if (task.shape !== undefined && state.corpus[0]?.score === 1) break;
  }
  return answer;
};
