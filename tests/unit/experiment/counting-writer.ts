import type { EventWriterOf } from '../../../src/experiment/index.ts';
import type { EventNames } from '../../../src/ledger/index.ts';

/** What writers of this module were told, by file. */
export const told = new Map<string, { rows: number; pieces: number; stopped: boolean; names?: EventNames }>();

/** A writer that counts the rows it is given; that of a file called `broken` fails at the first. */
export const eventWriterOf: EventWriterOf = async ({ file }) => {
  const one: { rows: number; pieces: number; stopped: boolean; names?: EventNames } = {
    rows: 0,
    pieces: 0,
    stopped: false,
  };
  told.set(file, one);
  return {
    add: ({ from, to, row }) => {
      if (file === 'broken') throw new Error('no more room');
      if (row !== one.rows) throw new Error(`row ${row} came after ${one.rows}`);
      one.rows += to - from;
      one.pieces += 1;
    },
    finish: (names) => {
      one.names = names;
    },
    stop: () => {
      one.stopped = true;
    },
  };
};
