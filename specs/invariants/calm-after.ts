import { defineInvariant, type PairSubject, type RunSubject } from 'breakwater';

const openDefaults = (run: RunSubject): number[] => {
  const open: number[] = [];
  for (const { id, kind, isOpen } of run.cases()) if (kind === 'default' && isOpen) open.push(id);
  return open;
};

/** LV3: a backlog is worked off. */
export const backlogDrains = defineInvariant({
  id: 'LV3/backlog-drains',
  says: 'When prices stand still for sixty steps after the end of a run and nobody does anything, no default is open any more.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LV3, with sixty steps in the place of the backlog over the cap, which a design does not say',
  over: 'pair',
  change: 'calm-after',
  reaches: ({ first }) => openDefaults(first).length,
  holds: ({ first, second }) => {
    const [open] = openDefaults(second);
    if (open === undefined) return undefined;
    return {
      who: `case ${open}`,
      expected: 'closed',
      found: 'open',
      detail: `${openDefaults(first).length} were open when calm began, ${openDefaults(second).length} are now`,
    };
  },
});

/** Accounts that left, as the second run has them, of those that could: not in default when they were to leave. */
const leavers = ({ first, second, changed, twins }: PairSubject): number[] =>
  changed
    .filter((account) => !first.books.account(account).inCase)
    .flatMap((account) => twins(account))
    .filter((account) => !second.books.account(account).inCase);

/** LV4: whoever can pay can leave. */
export const alwaysClosable = defineInvariant({
  id: 'LV4/always-closable',
  says: 'In calm, with no case open, an account closes all it holds against resting orders that are deep enough, asks for all of its money some steps later, and is left with nothing in the settlement asset unless it owes another.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LV4',
  over: 'pair',
  change: 'leave',
  reaches: (pair) => leavers(pair).length,
  holds: (pair) => {
    const { books, folded } = pair.second;
    for (const account of leavers(pair)) {
      const markets = [...folded.markets(account)].map((market) => books.markets[market]?.id ?? '');
      if (markets.length > 0)
        return { who: `account ${account}`, expected: 'no position', found: `lots in ${markets.join(', ')}` };
      const left = folded.quote(account, 0);
      // Who owes another asset must leave what covers it.
      if (left > 0n && books.assets.every((_, asset) => folded.quote(account, asset) >= 0n))
        return {
          who: `account ${account}`,
          expected: 'nothing left',
          found: String(left),
          detail: 'units it could not withdraw',
        };
    }
    return undefined;
  },
});

/** The first market that nobody holds lots of and that was not closed for good. */
const drained = ({ books, cases }: RunSubject): RunSubject['books']['markets'][number] | undefined => {
  const first = books.markets.find(({ long, short }) => long === 0 && short === 0);
  for (const { kind, market } of cases()) if (kind === 'market-close' && market === first?.number) return undefined;
  return first;
};

/** LV7: a market without holders can have some again. */
export const reopens = defineInvariant({
  id: 'LV7/reopens',
  says: 'A market that was drained of all positions and was not closed takes new ones: of two new accounts with money one sells to the other at mark, and both hold the lot.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LV7',
  over: 'pair',
  change: 'trade-again',
  reaches: ({ first }) => (drained(first) === undefined ? 0 : 1),
  holds: ({ first, second }) => {
    const market = drained(first);
    if (market === undefined) return undefined;
    const [seller, buyer] = second.people.slice(-2) as [number, number];
    const held = [second.folded.lots(seller, market.number), second.folded.lots(buyer, market.number)];
    if ((held[1] as number) > 0 && held[0] === -(held[1] as number)) return undefined;
    return { who: `market ${market.id}`, expected: 'one lot sold and one bought', found: held };
  },
});

/** LV5: nobody can stop the others. */
export const noPoison = defineInvariant({
  id: 'LV5/no-poison',
  says: 'An account without money that asks in every step for what it cannot have, orders and withdrawals, stops nothing: everybody else ends with the same money and the same lots.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LV5; a mechanism that throws ends its run and is named, and others go on, which is tested of runs',
  over: 'pair',
  given: ({ mechanisms }) => {
    const draws = mechanisms.find(({ prepares }) => prepares === true);
    return draws === undefined
      ? true
      : `${draws.name} draws among all accounts, so that one more changes what is drawn`;
  },
  change: 'poison-account',
  reaches: ({ first }) => first.branches.adlFired + first.branches.uncovered + openDefaults(first).length,
  holds: ({ first, second }) => {
    for (let account = 0; account < first.books.count; account++) {
      for (const [asset, { name }] of first.books.assets.entries()) {
        const [before, after] = [first.folded.quote(account, asset), second.folded.quote(account, asset)];
        if (before !== after)
          return {
            who: `account ${account}, ${name}`,
            expected: String(before),
            found: String(after),
            difference: String(after - before),
          };
      }
      for (const { number, id } of first.books.markets) {
        const [before, after] = [first.folded.lots(account, number), second.folded.lots(account, number)];
        if (before !== after)
          return {
            who: `account ${account}, market ${id}`,
            expected: before,
            found: after,
            difference: after - before,
          };
      }
    }
    return undefined;
  },
});
