import { defineInvariant, same } from 'breakwater';

/** DT2: the log is the whole story. */
export const replaySame = defineInvariant({
  id: 'DT2/replay',
  says: 'Replaying the event log gives the same log and the same books, to the last byte of every column.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, laws 5 and 6; catalogue DT2',
  over: 'run',
  holds: (run) => {
    const replayed = run.replay();
    return (
      same(run.digest.log, replayed.log, 'log', 'of the run, of its replay') ??
      same(run.digest.columns, replayed.columns, 'columns', 'of the run, of its replay')
    );
  },
});
