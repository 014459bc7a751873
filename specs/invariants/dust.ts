import { defineInvariant, type RunSubject } from 'breakwater';
import { gainOf, largestLot } from './owner-result.ts';

const openSubjects = (run: RunSubject): ReadonlySet<number> => {
  const open = new Set<number>();
  for (const { kind, isOpen, subject } of run.cases()) if (kind === 'default' && isOpen) open.add(subject);
  return open;
};

/** MR6: grains do not turn wheels. */
export const dustIsDust = defineInvariant({
  id: 'MR6/dust-is-dust',
  says: 'When two accounts more hold one lot each, one long and one short, what anybody else has in the end differs by no more than that dust.',
  scope: 'design',
  tolerance: 'for each market three lots at mark: the dust on one side, on the other, and one by rounding',
  source: 'catalogue MR6, made a design property: at the edge of a fund or of maintenance a lot decides who defaults',
  over: 'pair',
  change: 'dust',
  reaches: ({ first }) => (first.branches.adlFired > 0 ? 1 : 0),
  holds: ({ first, second, twins, factor }) => {
    const most = 3 * factor * largestLot(first, second);
    for (const account of first.people) {
      const before = gainOf(first, [account]);
      const after = gainOf(second, twins(account));
      if (Math.abs(after - before) > most)
        return { who: `account ${account}`, expected: before, found: after, difference: after - before };
    }
    return undefined;
  },
});

/** MR6, the other half: dust stops nobody. */
export const dustBlocksNothing = defineInvariant({
  id: 'MR6/dust-blocks-nothing',
  says: 'An account in default whose case is over without two accounts more of one lot each, one long and one short, is not left with an open case by them.',
  scope: 'design',
  tolerance: 0,
  source:
    'catalogue MR6, made a design property: where the closes of a step are capped, dust takes its place among them',
  over: 'pair',
  change: 'dust',
  reaches: ({ first }) => {
    let over = 0;
    for (const { kind, isOpen } of first.cases()) if (kind === 'default' && !isOpen) over += 1;
    return over;
  },
  holds: ({ first, second, twins }) => {
    const before = openSubjects(first);
    const after = openSubjects(second);
    for (const { kind, subject } of first.cases()) {
      const [twin = -1] = twins(subject);
      if (kind === 'default' && !before.has(subject) && after.has(twin))
        return { who: `account ${subject}`, expected: 'no open case at the end', found: 'an open case' };
    }
    return undefined;
  },
});
