import { defineInvariant } from 'breakwater';
import { gainOf, largestLot } from './owner-result.ts';

/** MR13: it does not matter who is called first. */
export const dueOrderNeutral = defineInvariant({
  id: 'MR13/due-order-neutral',
  says: 'When accounts in breach are taken in another order, each account that defaults either way has as much in the end.',
  scope: 'design',
  tolerance: 'two lots at mark, by rounding',
  source: 'catalogue MR13',
  over: 'pair',
  change: 'other-due-order',
  reaches: ({ first }) => {
    const steps = new Map<number, number>();
    for (const { kind, step, value } of first.rows)
      if (kind === 'open-case' && value === 0) steps.set(step, (steps.get(step) ?? 0) + 1);
    return [...steps.values()].filter((cases) => cases > 1).length;
  },
  holds: ({ first, second, twins }) => {
    const most = 2 * largestLot(first, second);
    for (const account of first.people) {
      const [twin = -1] = twins(account);
      if (first.tally(account).defaults === 0 || second.tally(twin).defaults === 0) continue;
      const before = gainOf(first, [account]);
      const after = gainOf(second, [twin]);
      if (Math.abs(after - before) > most)
        return { who: `account ${account}`, expected: before, found: after, difference: after - before };
    }
    return undefined;
  },
});
