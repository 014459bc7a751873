import { type DesignView, defineInvariant, type PairSubject, type RunSubject } from 'breakwater';
import { gainOf, largestLot } from './owner-result.ts';

/** Mechanisms whose answer depends on the numbers of accounts because it is drawn, or because one of them is named. */
const BY_NUMBER: ReadonlySet<string> = new Set([
  'seeded-random-scan',
  'operator-choice',
  'random-arrival',
  'exempt-accounts',
]);

const drawsNothing = ({ mechanisms, dueOrder }: DesignView): true | string => {
  const drawing = mechanisms.find(({ name }) => BY_NUMBER.has(name));
  if (drawing !== undefined) return `${drawing.name} looks at the number of an account, as it says`;
  return dueOrder === 'seed' ? 'the order in which accounts in breach are taken is drawn' : true;
};

/** Defaults in the order in which they were opened: in which step, and about whom. */
const opened = (run: RunSubject): readonly { readonly step: number; readonly account: number }[] =>
  run.rows.flatMap(({ kind, step, value, a }) => (kind === 'open-case' && value === 0 ? [{ step, account: a }] : []));

const areSeveral = (cases: ReturnType<typeof opened>): boolean =>
  new Set(cases.map(({ step }) => step)).size < cases.length;

/** Whether the number of an account may have decided: a tie between scores, or cases of one step that were taken in another order. */
const isPlain = ({ first, second, twins }: PairSubject): boolean => {
  if (first.branches.ties + second.branches.ties > 0) return false;
  const [one, other] = [opened(first), opened(second)];
  const isSameOrder =
    one.length === other.length && one.every(({ account }, i) => twins(account)[0] === other[i]?.account);
  return isSameOrder || !(areSeveral(one) || areSeveral(other));
};

const decisions = ({ rows }: RunSubject): number => rows.filter(({ kind }) => kind === 'decision').length;

/** MR3: a name is a name. */
export const permutation = defineInvariant({
  id: 'MR3/permutation',
  says: 'When accounts are opened in another order, each has as much in the end, wherever no tie between scores and no two cases of one step were told apart by the numbers of accounts.',
  scope: 'design',
  given: drawsNothing,
  tolerance:
    'none where nothing was decided; one lot at mark for each decision, since remainders of shares go by number',
  source: 'catalogue MR3: a declared tie-break, here the lower number, is no part of the outcome',
  over: 'pair',
  change: 'permute',
  reaches: (pair) => (isPlain(pair) ? opened(pair.first).length : 0),
  holds: (pair) => {
    const { first, second, changed, twins } = pair;
    if (!isPlain(pair)) return undefined;
    const decided = Math.max(decisions(first), decisions(second));
    const most = decided === 0 ? 0 : decided * largestLot(first, second);
    for (const account of changed) {
      const [twin = -1] = twins(account);
      const before = gainOf(first, [account]);
      const after = gainOf(second, [twin]);
      if (Math.abs(after - before) > most)
        return { who: `account ${account}, then ${twin}`, expected: before, found: after, difference: after - before };
    }
    return undefined;
  },
});
