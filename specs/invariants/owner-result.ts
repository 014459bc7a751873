/** What came of the accounts of an owner in a run. @module */
import type { RunSubject } from 'breakwater';

/** What ADL took from them against the mark, and what they were charged, units. */
export const lossOf = (run: RunSubject, accounts: Iterable<number>): number => {
  let loss = 0;
  for (const account of accounts) {
    const { adlCost, charged } = run.tally(account);
    loss += adlCost + charged;
  }
  return loss;
};

/** Lots of theirs that ADL closed. */
export const cutOf = (run: RunSubject, accounts: Iterable<number>): number => {
  let lots = 0;
  for (const account of accounts) lots += run.tally(account).adlLots;
  return lots;
};

/** What they have in the end and have taken out, less what they paid in, units. */
export const gainOf = (run: RunSubject, accounts: Iterable<number>): number => {
  let gain = 0;
  for (const account of accounts) {
    const { deposited, withdrawn } = run.tally(account);
    gain += run.books.account(account).equity + withdrawn - deposited;
  }
  return gain;
};

/** Largest worth at mark that a lot had when one changed hands, or has now, units: what one lot more or less may come to. */
export const largestLot = (...runs: readonly RunSubject[]): number => {
  let largest = 1;
  for (const { rows, books } of runs) {
    for (const { kind, mark, lots } of rows)
      if (kind === 'fill' && lots !== 0) largest = Math.max(largest, Math.ceil(Math.abs(mark / lots)));
    for (const market of books.markets) largest = Math.max(largest, Math.abs(market.value(1, market.mark)));
  }
  return largest;
};

/** What cases of a run cost others than their subjects, units of the settlement asset. */
export const borneByOthers = (run: RunSubject): number => {
  let borne = 0;
  for (const { record } of run.cases()) {
    const [settled] = record;
    if (settled === undefined) continue;
    const { book, backstop, fund, adl, socialised, uncovered } = settled;
    borne += book + backstop + fund + adl + socialised + uncovered;
  }
  return borne;
};
