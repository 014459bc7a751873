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

const sumOf = (run: RunSubject, field: (account: CaseAccount) => number): number => {
  let sum = 0;
  for (const { record } of run.cases()) if (record[0] !== undefined) sum += field(record[0]);
  return sum;
};

/** What came into pools after the opening, units of the settlement asset; nothing where a pool ever held lots. */
const inflow = ({ books, tally }: RunSubject): number | undefined => {
  let sum = 0;
  for (const { account } of books.pools) {
    const { received, fills } = tally(account);
    if (fills > 0) return undefined;
    sum += received;
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
