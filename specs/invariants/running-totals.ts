import { type AccountBooks, defineInvariant, type StepSubject, same, type Witness } from 'breakwater';

const first = (witnesses: readonly (Witness | undefined)[]): Witness | undefined =>
  witnesses.find((witness) => witness !== undefined);

const marketTotals = ({ books, accounts }: StepSubject): Witness | undefined => {
  const long = books.markets.map(() => 0);
  const short = books.markets.map(() => 0);
  const indexed = books.assets.map(() => 0n);
  for (const id of accounts()) {
    for (const { market, lots } of books.walk(id)) {
      if (lots > 0) long[market] = (long[market] ?? 0) + lots;
      else short[market] = (short[market] ?? 0) + lots;
    }
    if (books.kindOf(id) !== 'index') continue;
    for (const [asset, units] of books.account(id).quote.entries()) indexed[asset] = (indexed[asset] ?? 0n) + units;
  }
  for (const market of books.markets) {
    const { id, number } = market;
    const witness =
      same(long[number] ?? 0, market.long, `market ${id}`, 'long lots: recomputed, kept') ??
      same(short[number] ?? 0, market.short, `market ${id}`, 'short lots: recomputed, kept');
    if (witness !== undefined) return witness;
  }
  return first(
    books.assets.map(({ name, drift }, asset) => {
      const kept = books.markets.reduce((sum, one) => sum + (one.settle === asset ? BigInt(one.indexBalance) : 0n), 0n);
      return (
        same(0, drift, name, 'sum of all changes') ??
        same(indexed[asset] ?? 0n, kept, name, 'index balances: recomputed, kept')
      );
    }),
  );
};

const worth = ({ positions, quote }: AccountBooks, of: 'cost' | 'value'): number =>
  positions.reduce((sum, one) => sum + one[of] - one.accrued, Number(quote[0] ?? 0n));

const poolTotals = ({ books }: StepSubject): Witness | undefined =>
  first(
    books.pools.map((pool) => {
      const account = books.account(pool.account);
      const who = `pool ${pool.name}`;
      const most = Math.max(0, Math.min(pool.cash, pool.equity) - pool.floor);
      if (pool.spendable > most) return { who, expected: `spendable <= ${most}`, found: pool.spendable };
      // What other assets count for is the collateral rule's to say.
      const inOneAsset =
        account.quote.every((units, asset) => asset === 0 || units === 0n) &&
        account.positions.every((one) => books.markets[one.market]?.settle === 0);
      if (!inOneAsset) return undefined;
      return (
        same(worth(account, 'cost'), pool.cash, who, 'cash: recomputed, kept') ??
        same(worth(account, 'value'), pool.equity, who, 'equity: recomputed, kept')
      );
    }),
  );

/** An inventory case answers for lots its holder has, and for no more. */
const inventories = ({ books, cases }: StepSubject): Witness | undefined => {
  for (const one of cases()) {
    if (one.kind !== 'inventory') continue;
    const { id, isOpen, subject, market, inventory } = one;
    if (!isOpen && inventory === 0) continue;
    const held = books.account(subject).positions.find((one) => one.market === market)?.lots ?? 0;
    if (
      !isOpen ||
      (inventory !== 0 && Math.sign(inventory) !== Math.sign(held)) ||
      Math.abs(inventory) > Math.abs(held)
    )
      return {
        who: `inventory case ${id} of account ${subject}`,
        expected: `part of the ${held} lots it holds`,
        found: inventory,
      };
  }
  return undefined;
};

/** CS8: what is kept running is what it would be if it were added up again. */
export const runningTotals = defineInvariant({
  id: 'CS8/running-totals',
  says: 'Running totals equal their recomputed sums: long and short lots, index balances, changes per asset, cash and equity of pools. A pool spends no more than the lesser of the two above its floor, and an inventory case answers for no more lots than its holder has.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3; catalogue CS8',
  over: 'step',
  reaches: ({ full }) => (full ? 1 : 0),
  holds: (subject) =>
    subject.full ? (marketTotals(subject) ?? poolTotals(subject) ?? inventories(subject)) : undefined,
});
