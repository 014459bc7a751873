import type { Fault } from '../fault.ts';

const order = 'src/exchange/adl/lazy-order.ts';

/** Mistakes that make a run depend on what it must not depend on. */
export const determinism: readonly Fault[] = [
  {
    name: 'tie-by-table-order',
    says: 'Of two candidates with the same score the one whose position was opened last comes first, because tables are read that way.',
    caughtBy: 'DT5/tie-break',
    on: 'announced.yaml',
    file: order,
    from: 'return (this.#accounts[row] as number) < (this.#accounts[other] as number);',
    to: 'return row < other;',
    sample: true,
  },
  {
    name: 'rule-remembers-runs',
    says: 'A rule keeps a turn outside of its state, and goes on with it in the next run.',
    caughtBy: 'DT1/same-again',
    on: 'queue.yaml',
    file: 'mechanisms/adl/allocation/greedy-queue.ts',
    from: 'for (const claim of rank.prefix(need)) {',
    to: `const kept = globalThis as unknown as { turn?: number };
    kept.turn = ((kept.turn ?? 0) + 1) % 3;
    for (const claim of kept.turn === 0 ? rank.order().reverse() : rank.prefix(need)) {`,
  },
  {
    name: 'resumed-without-losses',
    says: 'A run that is resumed has forgotten what its pools have paid, and so how much of a cap on losses is used up.',
    caughtBy: 'DT3/same-resumed',
    on: 'vault.yaml',
    file: 'src/exchange/snapshot.ts',
    from: 'pool.payments.set(payments);',
    to: 'void payments;',
  },
  {
    name: 'resumed-owing-twice',
    says: 'A run that is resumed has forgotten up to which index each position has paid.',
    caughtBy: 'DT3/same-resumed',
    on: 'queue.yaml',
    file: 'src/ledger/positions.ts',
    from: 'entryIndex.set(this.#entryIndex.subarray(0, this.#used));',
    to: '',
  },
  {
    name: 'fast-path-finds-others',
    says: 'The quick margin check forgets whoever is named by the second account of an event.',
    caughtBy: 'DT6/same-plain',
    on: 'queue.yaml',
    file: 'src/exchange/margin/triggered-check.ts',
    from: 'if ((b[row] as number) >= 0) this.#due.add(b[row] as number);',
    to: '',
  },
];
