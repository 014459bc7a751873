import { audit, EVENT, EventLog, Ledger, totalQuote } from '../../src/ledger/index.ts';
import { linear } from '../../src/money/index.ts';
import { agree, type BenchResult, draws, interleave, perElement } from './measure.ts';

const MARKETS = 200;
const POSITIONS_EACH = 3;

/** A ledger of many accounts with three positions each, opened against the rest of the world. */
const populated = (accounts: number): Ledger => {
  const markets = Array.from({ length: MARKETS }, () => ({ instrument: linear({ tickValue: 1 }), settle: 0 }));
  const ledger = new Ledger({
    assets: 1,
    markets,
    accounts: accounts + 8,
    positions: POSITIONS_EACH * accounts + MARKETS,
  });
  for (let market = 0; market < MARKETS; market++) ledger.setPrice(market, 1000, 1000);
  const draw = draws(1);
  for (let i = 0; i < accounts; i++) {
    const account = ledger.open('trader');
    ledger.transfer(0, ledger.outsideAccount, account, 1_000_000 + i, 'deposit');
    const first = Math.floor(draw() * MARKETS);
    for (let k = 0; k < POSITIONS_EACH; k++) {
      const lots = (i + k) % 2 === 0 ? 5 : -5;
      ledger.fill((first + 17 * k) % MARKETS, ledger.outsideAccount, account, lots, lots * 1000, 'open');
    }
  }
  return ledger;
};

/** A full conservation audit of the `quote` column, against a bigint sum of the same column. */
const auditBench = (ledger: Ledger, rounds: number): BenchResult => {
  const n = ledger.accounts.count;
  const column = ledger.accounts.quote[0] as Float64Array;
  const asBigint = (): bigint => {
    let sum = 0n;
    for (let i = 0; i < n; i++) sum += BigInt(column[i] as number);
    for (const limb of ledger.accounts.highLimbs(0).values()) sum += BigInt(limb) * 2n ** 52n;
    return sum;
  };
  agree(totalQuote(ledger, 0).toBigInt() === 0n && asBigint() === 0n, 'the quotes sum to zero');
  agree(audit(ledger).length === 0, 'the full audit finds nothing');
  return perElement(
    'ledger-audit',
    n,
    interleave(rounds, { ours: () => totalQuote(ledger, 0).sign(), bigint: asBigint }),
  );
};

/** One event into the columnar log, against an object kept in an array. */
const eventBench = (n: number, rounds: number): BenchResult => {
  const columnar = (): number => {
    const log = new EventLog(n);
    for (let i = 0; i < n; i++) log.push(EVENT.fill, 6, i, i & 127, i, i + 1, 5, 5000, 4900, 4950);
    return log.length;
  };
  const objects = (): number => {
    const log: object[] = [];
    for (let i = 0; i < n; i++)
      log.push({
        step: 0,
        kind: 2,
        cause: 6,
        case: i,
        market: i & 127,
        a: i,
        b: i + 1,
        lots: 5,
        value: 5000,
        cost: 4900,
        mark: 4950,
      });
    return log.length;
  };
  agree(columnar() === n && objects() === n, 'both logs hold every event');
  return perElement('event-log', n, interleave(rounds, { ours: columnar, objects }));
};

/** Bytes of the account and position columns for each account, against the sum of the column widths. */
const memoryBench = (ledger: Ledger, accounts: number): BenchResult => {
  const { positions } = ledger;
  const columns = [
    positions.lots,
    positions.cost,
    positions.entryIndex,
    positions.account,
    positions.market,
    positions.nextOfAccount,
    positions.nextInMarket,
    positions.previousInMarket,
  ];
  const bytes = [
    ...columns,
    ledger.accounts.kind,
    ledger.accounts.owner,
    ledger.accounts.head,
    ...ledger.accounts.quote,
  ].reduce((sum, column) => sum + column.byteLength, 0);
  const each = bytes / accounts;
  agree(
    bytes < 200 * 2 ** 20 * (accounts / 1_000_000) + 2 ** 20,
    `${(bytes / 2 ** 20).toFixed(0)} MiB for ${accounts} accounts with three positions stay within 200 MB a million`,
  );
  const limit = 1 + 4 + 4 + 8 + POSITIONS_EACH * (3 * 8 + 5 * 4);
  return {
    name: 'memory',
    n: accounts,
    unit: 'bytes',
    median: Math.round(each * 10) / 10,
    spread: 0,
    peers: { 'column-widths': { median: limit, ratio: Math.round((limit / each) * 100) / 100 } },
  };
};

/** Benchmarks of the ledger. */
export const bench = (small: boolean): BenchResult[] => {
  const accounts = small ? 50_000 : 1_000_000;
  const ledger = populated(accounts);
  return [
    auditBench(ledger, small ? 9 : 15),
    eventBench(small ? 100_000 : 1_000_000, small ? 9 : 11),
    memoryBench(ledger, accounts),
  ];
};
