/** Ways to make the second run of a pair: one file for each family. @module */
import type { PairChange } from '../../contract/index.ts';
import type { Change } from './change.ts';
import { again, plainEngine, snapshot } from './same-run.ts';
import { split } from './split.ts';

export type { Change, Changed } from './change.ts';

/** All of them by name. */
export const CHANGES: ReadonlyMap<PairChange, Change> = new Map(
  [again, plainEngine, snapshot, split].map((change) => [change.name, change]),
);
