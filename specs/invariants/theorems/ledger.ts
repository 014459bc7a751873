/** Theorems about runs: what the books of a whole venue, and of its cases, add up to. @module */
import { type CaseAccount, defineInvariant, type RunSubject } from 'breakwater';
import { PAPER } from './tables.ts';

/** T6: what one wins another loses. */
export const zeroSum = defineInvariant({
  id: 'T6/zero-sum',
  says: 'Per asset, by the event log alone: quotes of all accounts, pools and venue among them, and their positions at the last mark sum to what the rest of the world has put in.',
  scope: 'universal',
  tolerance: 'none for linear markets; one unit a holder for inverse ones',
  source: `${PAPER}; public data cannot show it, a closed ledger can`,
  over: 'run',
  reaches: ({ branches }) => branches.adlFired + branches.uncovered,
  holds: ({ books, folded }) => {
    for (const [asset, { name, total }] of books.assets.entries()) {
      let sum = 0n;
      let slack = 0n;
      for (let account = 0; account < books.count; account++) {
        sum += folded.quote(account, asset);
        for (const { market, value } of folded.walk(account)) {
          const { settle, kind } = books.markets[market] as (typeof books.markets)[number];
          if (settle !== asset) continue;
          sum += BigInt(value);
          if (kind === 'inverse') slack += 1n;
        }
      }
      const off = sum > total ? sum - total : total - sum;
      if (off > slack)
        return { who: name, expected: String(total), found: String(sum), difference: String(sum - total) };
    }
    return undefined;
  },
});

/** T7: while nothing was realised or taken out, winners can cover every deficit. */
export const matchedBook = defineInvariant({
  id: 'T7/matched-book-on-venue',
  says: 'While no account has less cash than nothing and those long have together paid no more than those short have received, all deficits together are at most the gains of all positions that gain.',
  scope: 'universal',
  tolerance: 'one unit a position of an inverse market',
  source: 'ours; a deficit that winners cannot cover needs gains that were realised, withdrawn or charged',
  over: 'step',
  reaches: ({ full, books, accounts }) => {
    if (!full) return 0;
    const { deficits, isUnrealised } = bookSums(books, accounts());
    return isUnrealised && deficits > 0 ? 1 : 0;
  },
  holds: ({ full, books, accounts }) => {
    if (!full) return undefined;
    const { deficits, gains, isUnrealised, slack } = bookSums(books, accounts());
    if (!isUnrealised || deficits <= gains + slack) return undefined;
    return {
      who: 'all accounts',
      expected: `deficits of at most ${gains}`,
      found: deficits,
      difference: deficits - gains,
    };
  },
});

/** T7 as arithmetic: the book a venue has before anybody is closed. */
export const matchedBookModel = defineInvariant({
  id: 'T7/matched-book',
  says: 'Where every trade has two sides, nobody has withdrawn or realised anything and deposits are not negative, all deficits at any price are at most the gains of all who gain.',
  scope: 'universal',
  tolerance: 0,
  source: 'ours: gains and losses sum to zero, and a deficit is less than a loss',
  over: 'model',
  reaches: () => 1,
  holds: ({ random }) => {
    const people = Array.from({ length: 2 + random.below(30) }, () => ({
      deposit: random.below(5000),
      lots: 0,
      cost: 0,
    }));
    for (let trade = random.below(60); trade >= 0; trade--) {
      const [buyer, seller] = [random.below(people.length), random.below(people.length)].map((at) => people[at]);
      const [lots, price] = [1 + random.below(20), 500 + random.below(1000)];
      // Nothing is realised: who is long only buys, who is short only sells.
      if (buyer === undefined || seller === undefined || buyer === seller || buyer.lots < 0 || seller.lots > 0)
        continue;
      buyer.lots += lots;
      buyer.cost += lots * price;
      seller.lots -= lots;
      seller.cost -= lots * price;
    }
    const mark = random.below(3000);
    let [deficits, gains] = [0, 0];
    for (const { deposit, lots, cost } of people) {
      const gain = lots * mark - cost;
      gains += Math.max(0, gain);
      deficits += Math.max(0, -(deposit + gain));
    }
    return deficits <= gains ? undefined : { who: `mark ${mark}`, expected: `at most ${gains}`, found: deficits };
  },
});

/** Deficits and gains of all accounts in the settlement asset, and whether all gains are still in open positions. */
const bookSums = (books: RunSubject['books'], accounts: Iterable<number>) => {
  let [deficits, gains, costs, slack, positions] = [0, 0, 0, 0, 0];
  let isUnrealised = books.assets.length === 1;
  for (const id of accounts) {
    let worth = Number(books.account(id).quote[0] ?? 0n);
    let cash = worth;
    for (const { market, value, cost } of books.walk(id)) {
      worth += value;
      cash += cost;
      costs += cost;
      gains += Math.max(0, value - cost);
      positions += 1;
      if (books.markets[market]?.kind === 'inverse') slack += 1;
    }
    if (cash < 0) isUnrealised = false;
    deficits += Math.max(0, -worth);
  }
  return { deficits, gains, slack, isUnrealised: isUnrealised && positions > 0 && costs <= 0 };
};

const sumOf = (run: RunSubject, field: (account: CaseAccount) => number): number => {
  let sum = 0;
  for (const { record } of run.cases()) if (record[0] !== undefined) sum += field(record[0]);
  return sum;
};

/** What came into pools after the opening, units of the settlement asset; nothing where a pool holds positions or other assets moved. */
const inflow = ({ rows, books }: RunSubject): number | undefined => {
  const pools = new Set(books.pools.map(({ account }) => account));
  let sum = 0;
  for (const { kind, a, b, market, value, cause } of rows) {
    if (!pools.has(a) && !pools.has(b)) continue;
    if (kind === 'fill' || kind === 'sell-collateral') return undefined;
    if (kind === 'transfer' && market === 0 && pools.has(b) && cause !== 'open') sum += value;
  }
  return sum;
};

/** T20a: the accounting core of the trilemma. */
export const accountingCore = defineInvariant({
  id: 'T20a/accounting-core',
  says: 'What cases need beyond their own collateral is at most what ADL, book and backstops bear, charges, what pools opened with, what came into them, and what stays uncovered.',
  scope: 'universal',
  tolerance: 0,
  source: `${PAPER}: the deficit is at most budget, diversion, initial fund and residual`,
  over: 'run',
  reaches: (run) => (sumOf(run, ({ fund }) => fund) > 0 && inflow(run) !== undefined ? 1 : 0),
  holds: (run) => {
    const into = inflow(run);
    if (into === undefined) return undefined;
    const needed = sumOf(run, (one) => one.markLoss + one.slippage + one.fees + one.forfeited - one.ownCollateral);
    const borne = sumOf(run, (one) => one.adl + one.book + one.backstop + one.socialised + one.uncovered);
    const opened = run.books.pools.reduce((sum, { opening }) => sum + opening, 0);
    const most = borne + opened + into;
    return needed <= most
      ? undefined
      : { who: 'all cases', expected: `at most ${most}`, found: needed, difference: needed - most };
  },
});

/** T32: what a rule does to hedges, counted. */
export const hedgeBreakage = defineInvariant({
  id: 'T32/hedge-breakage',
  says: 'How many fills by ADL leave an account directional that was hedged in the common factor before.',
  scope: 'metric',
  tolerance: 'hedged: the two sides differ by at most a twentieth of the smaller',
  source: 'ours; the paper has no notion of a portfolio',
  over: 'run',
  metric: { unit: 'fills', measure: ({ branches }) => branches.hedgesBroken },
  reaches: ({ branches }) => branches.hedgesBroken,
  holds: () => undefined,
});
