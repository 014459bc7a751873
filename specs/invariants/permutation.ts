import { type DesignView, defineInvariant, type PairSubject, type RunSubject, same } from 'breakwater';

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

const steps = (run: RunSubject): readonly number[] =>
  run.rows.flatMap(({ kind, step }) => (kind === 'open-case' ? [step] : []));

/** Whether the number of an account may have decided: a tie between scores, or two cases in one step. */
const isByNumber = (run: RunSubject): boolean => {
  const opened = steps(run);
  return run.branches.ties > 0 || new Set(opened).size < opened.length;
};

const isPlain = ({ first, second }: PairSubject): boolean => !isByNumber(first) && !isByNumber(second);

/** MR3: a name is a name. */
export const permutation = defineInvariant({
  id: 'MR3/permutation',
  says: 'When accounts are opened in another order, each ends with the same money and lots as before, wherever no tie between scores and no two cases of one step were told apart by the numbers of accounts.',
  scope: 'universal',
  given: drawsNothing,
  tolerance: 0,
  source: 'catalogue MR3: a declared tie-break, here the lower number, is not the outcome of a permutation',
  over: 'pair',
  change: 'permute',
  reaches: (pair) => (isPlain(pair) ? steps(pair.first).length : 0),
  holds: (pair) => {
    const { first, second, changed, twins } = pair;
    if (!isPlain(pair)) return undefined;
    for (const account of changed) {
      const [twin = -1] = twins(account);
      const before = first.books.account(account);
      const after = second.books.account(twin);
      const who = `account ${account}, then ${twin}`;
      for (const [asset, quote] of before.quote.entries()) {
        const witness = same(quote, after.quote[asset] ?? 0n, who, first.books.assets[asset]?.name);
        if (witness !== undefined) return witness;
      }
      for (const { market, lots } of before.positions) {
        const now = after.positions.find((position) => position.market === market)?.lots ?? 0;
        const witness = same(lots, now, who, `lots in ${first.books.markets[market]?.id}`);
        if (witness !== undefined) return witness;
      }
    }
    return undefined;
  },
});
