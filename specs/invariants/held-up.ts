import type { PairSubject, RunSubject, Witness } from 'breakwater';

/** Accounts in default whose case is still open in the end. */
const stillOpen = (run: RunSubject): ReadonlySet<number> => {
  const open = new Set<number>();
  for (const { kind, isOpen, subject } of run.cases()) if (kind === 'default' && isOpen) open.add(subject);
  return open;
};

/** Accounts that default once, in the same step of both runs, and whose case is over in the first: account and its twin. */
const overInFirst = ({ first, second, twins }: PairSubject): readonly (readonly [number, number])[] => {
  const open = stillOpen(first);
  const both: [number, number][] = [];
  for (const account of first.people) {
    const [twin = -1] = twins(account);
    const before = first.tally(account);
    const after = second.tally(twin);
    if (
      before.defaults === 1 &&
      after.defaults === 1 &&
      before.firstDefault === after.firstDefault &&
      !open.has(account)
    )
      both.push([account, twin]);
  }
  return both;
};

/** How many accounts can be told to be held up, or not. */
export const comparable = (pair: PairSubject): number => overInFirst(pair).length;

/** An account whose case is over in the first run and open in the second, where nothing else told the two apart. */
export const heldUp = (pair: PairSubject): Witness | undefined => {
  const open = stillOpen(pair.second);
  for (const [account, twin] of overInFirst(pair)) {
    if (!open.has(twin)) continue;
    const lots = pair.second.books.account(twin).positions.reduce((sum, position) => sum + Math.abs(position.lots), 0);
    return {
      who: `account ${account}, in default from step ${pair.first.tally(account).firstDefault}`,
      expected: 'no open case in the end',
      found: `an open case with ${lots} lots`,
    };
  }
  return undefined;
};
