/** Trades of an owner with itself, and what they are for. @module */
import { defineInvariant, type PairChange, type PairSubject, type Witness } from 'breakwater';
import { cutOf, gainOf, largestLot, lossOf } from './owner-result.ts';

const owners = ({ changed, twins, added }: PairSubject) => ({
  before: changed,
  after: [...changed.flatMap((account) => twins(account)), ...added],
});

/** Whether all that the owner bought from itself was sold back, and something was. */
const isTradedBack = ({ second, changed, twins, added }: PairSubject): boolean => {
  const mine = new Set([...changed.flatMap((account) => twins(account)), ...added]);
  let trades = 0;
  let out = 0;
  for (const { kind, cause, a, b, lots } of second.rows) {
    if (kind !== 'fill' || cause !== 'trade' || !mine.has(a) || !mine.has(b)) continue;
    trades += 1;
    out += added.includes(a) ? lots : -lots;
  }
  return trades > 1 && out === 0;
};

/** The first run cuts or charges the owner: there is something to be gained. */
const isCut = ({ first, changed }: PairSubject): boolean => cutOf(first, changed) > 0 || lossOf(first, changed) > 0;

const isPlayed = (pair: PairSubject): boolean => isCut(pair) && isTradedBack(pair);

const gainsNothing = (pair: PairSubject): Witness | undefined => {
  if (!isPlayed(pair)) return undefined;
  const { before, after } = owners(pair);
  const honest = gainOf(pair.first, before);
  const played = gainOf(pair.second, after);
  if (played <= honest) return undefined;
  const most = honest + largestLot(pair.first, pair.second);
  if (played <= most) return undefined;
  return {
    who: `the owner of account ${before.join(', ')}`,
    expected: `at most ${most} in the end`,
    found: played,
    difference: played - honest,
    detail: `ADL closed ${cutOf(pair.first, before)} lots of it before, ${cutOf(pair.second, after)} now`,
  };
};

const gameOf = (id: `${string}/${string}`, says: string, source: string, change: PairChange) =>
  defineInvariant({
    id,
    says,
    scope: 'design',
    tolerance: 'one lot at mark',
    source,
    over: 'pair',
    change,
    reaches: (pair) => (isPlayed(pair) ? 1 : 0),
    holds: gainsNothing,
  });

/** MR4: trading with oneself pays for nothing. */
export const selfTradeNeutral = gameOf(
  'MR4/self-trade-neutral',
  'An owner that buys from itself and sells back as much at the same price has no more in the end, after fees, than one that does not.',
  'catalogue MR4: a trade with oneself moves the entry price, and with it the place in a queue by profit',
  'wash-trade',
);

/** MR9: a new entry price is not for free. */
export const entryReset = gameOf(
  'MR9/entry-reset',
  'An owner that closes its position and opens it again at the same price, so that nothing but its entry changes, has no more in the end, after fees, than one that does not.',
  'catalogue MR9; a help page of a venue advises it to reset the rank',
  'reset-entry',
);

/** MR7: a position that changes by a lot is the same position. */
export const sizeByOne = defineInvariant({
  id: 'MR7/size-by-one',
  says: 'A position that is made one lot larger or smaller just before anybody is deleveraged is cut in no fewer lots than it would have been.',
  scope: 'design',
  tolerance: 'two lots: the one that came or went, and one by rounding',
  source: 'catalogue MR7; the audit of GMX v2 of February 2023 (a change of size makes the order of the keeper fail)',
  over: 'pair',
  change: 'resize-by-one',
  reaches: (pair) => (cutOf(pair.first, pair.changed) > 2 ? 1 : 0),
  holds: (pair) => {
    const { before, after } = owners(pair);
    const honest = cutOf(pair.first, before);
    const played = cutOf(pair.second, after);
    if (played >= honest - 2) return undefined;
    return {
      who: `account ${before.join(', ')}`,
      expected: `at least ${honest - 2} lots closed`,
      found: played,
      difference: played - honest,
    };
  },
});
