import type { RunSubject, StepRow } from '../contract/index.ts';
import { designView } from './design-view.ts';
import { digestOf } from './ledger-digest.ts';
import { Reading } from './reading.ts';
import type { Twin } from './twin.ts';

const PEOPLE: ReadonlySet<string> = new Set(['trader', 'maker', 'member']);

/**
 * A finished run as invariants see it.
 *
 * @param reading - What followed its log, counting.
 * @param twin - The ledger that followed it too.
 */
export const runSubjectOf = (reading: Reading, twin: Twin): RunSubject => {
  const { venue, books, folded, counts } = reading;
  if (counts === undefined) throw new RangeError('the run was not counted');
  const people: number[] = [];
  for (let id = 0; id < books.count; id++) if (PEOPLE.has(books.kindOf(id))) people.push(id);
  let rows: readonly StepRow[] | undefined;
  return {
    steps: venue.step,
    design: designView(venue.design),
    books,
    folded,
    cases: () => books.cases(),
    people,
    tally: (account) => counts.tallies.of(account),
    branches: counts.branches.counts,
    get rows() {
      rows ??= new Reading(venue).next(true).rows;
      return rows;
    },
    digest: digestOf(venue.ledger),
    replay: () => digestOf(twin.ledger),
  };
};
