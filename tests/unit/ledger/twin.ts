import type { Ledger, LedgerShape } from '../../../src/ledger/index.ts';

/** What the twin refuses: a number that float64 could not hold exactly. */
export class TooLarge extends Error {}

const MOST = 2n ** 53n - 1n;
const SCALE = 1_000_000n;
const LIMB = 2n ** 52n;

const abs = (x: bigint): bigint => (x < 0n ? -x : x);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const bounded = (x: bigint): bigint => {
  if (abs(x) > MOST) throw new TooLarge();
  return x;
};
export const floorDiv = (n: bigint, d: bigint): bigint => {
  const q = n / d;
  return n % d !== 0n && n < 0n !== d < 0n ? q - 1n : q;
};
const ceilDiv = (n: bigint, d: bigint): bigint => -floorDiv(-n, d);
/** To the nearest, halves away from zero. */
const nearestDiv = (n: bigint, d: bigint): bigint => {
  const q = floorDiv(2n * abs(n) + d, 2n * d);
  return n < 0n ? -q : q;
};

interface Held {
  lots: bigint;
  cost: bigint;
  from: bigint;
}

/** The books as the design states them, in big integers: one map of quotes, one of positions, two indexes a market. */
export class Twin {
  readonly shape: LedgerShape;
  readonly bounded: (account: number) => boolean;
  readonly indexAccount: number;
  readonly roundingAccount: number;
  quotes = new Map<string, bigint>();
  held = new Map<string, Held>();
  mark: bigint[];
  index: { long: bigint; short: bigint }[];
  owed: bigint[];

  constructor(ledger: Ledger, isBounded: (account: number) => boolean) {
    this.shape = ledger.shape;
    this.bounded = isBounded;
    this.indexAccount = ledger.indexAccount;
    this.roundingAccount = ledger.roundingAccount;
    this.mark = ledger.shape.markets.map(() => 0n);
    this.index = ledger.shape.markets.map(() => ({ long: 0n, short: 0n }));
    this.owed = ledger.shape.markets.map(() => 0n);
  }

  quote(asset: number, account: number): bigint {
    return this.quotes.get(`${asset}/${account}`) ?? 0n;
  }

  position(account: number, market: number): Held {
    return this.held.get(`${account}/${market}`) ?? { lots: 0n, cost: 0n, from: 0n };
  }

  /** Carries an operation out, or leaves everything as it was; says which. */
  attempt(operation: () => void): boolean {
    const { quotes, held, index, owed } = this;
    const before = structuredClone({ quotes, held, index, owed });
    try {
      operation();
      return true;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      Object.assign(this, before);
      return false;
    }
  }

  #adjust(asset: number, account: number, delta: bigint): void {
    const after = this.quote(asset, account) + delta;
    this.quotes.set(`${asset}/${account}`, this.bounded(account) ? bounded(after) : after);
  }

  transfer(asset: number, from: number, to: number, units: bigint, about = 0): void {
    if (units === 0n) return;
    this.#adjust(asset, to, units);
    this.#adjust(asset, from, -units);
    if (from === this.indexAccount) this.owed[about] = (this.owed[about] as bigint) - units;
    if (to === this.indexAccount) this.owed[about] = (this.owed[about] as bigint) + units;
  }

  value(market: number, lots: bigint): bigint {
    const { instrument } = this.shape.markets[market] as LedgerShape['markets'][number];
    const mark = this.mark[market] as bigint;
    return bounded(
      instrument.kind === 'linear'
        ? lots * mark * BigInt(instrument.tickValue)
        : -nearestDiv(lots * BigInt(instrument.face), mark),
    );
  }

  accrued(account: number, market: number): bigint {
    const { lots, from } = this.position(account, market);
    if (lots === 0n || from === this.#side(market, lots)) return 0n;
    return bounded(ceilDiv(lots * this.#side(market, lots), SCALE)) - bounded(ceilDiv(lots * from, SCALE));
  }

  #side(market: number, lots: bigint): bigint {
    const { long, short } = this.index[market] as { long: bigint; short: bigint };
    return lots > 0n ? long : short;
  }

  settle(account: number, market: number): void {
    const position = this.held.get(`${account}/${market}`);
    if (position === undefined) return;
    const due = this.accrued(account, market);
    const asset = (this.shape.markets[market] as LedgerShape['markets'][number]).settle;
    if (due > 0n) this.transfer(asset, account, this.indexAccount, due, market);
    if (due < 0n) this.transfer(asset, this.indexAccount, account, -due, market);
    position.from = this.#side(market, position.lots);
  }

  settleMarket(market: number): void {
    for (const key of [...this.held.keys()])
      if (key.endsWith(`/${market}`)) this.settle(Number(key.split('/')[0]), market);
    const residue = this.owed[market] as bigint;
    const asset = (this.shape.markets[market] as LedgerShape['markets'][number]).settle;
    if (residue > 0n) this.transfer(asset, this.indexAccount, this.roundingAccount, residue, market);
    if (residue < 0n) this.transfer(asset, this.roundingAccount, this.indexAccount, -residue, market);
  }

  fill(market: number, from: number, to: number, lots: bigint, worth: bigint): void {
    bounded(worth);
    if (bounded(lots) === 0n && worth === 0n) return;
    for (const account of [from, to]) {
      if (!this.held.has(`${account}/${market}`)) continue;
      const { lots: held, cost } = this.position(account, market);
      bounded(abs(held) + abs(lots));
      bounded(abs(cost) + abs(worth));
    }
    this.value(market, lots);
    this.settle(from, market);
    this.settle(to, market);
    const asset = (this.shape.markets[market] as LedgerShape['markets'][number]).settle;
    this.#adjust(asset, from, worth);
    this.#adjust(asset, to, -worth);
    this.#take(from, market, -lots, -worth);
    this.#take(to, market, lots, worth);
  }

  /** What closes releases its share of the cost, rounded down; what is left of the piece opens the other side. */
  #take(account: number, market: number, lots: bigint, cost: bigint): void {
    if (lots === 0n) return;
    const { lots: held, cost: before, from } = this.position(account, market);
    const after = held + lots;
    const closed = held < 0n !== lots < 0n ? min(abs(lots), abs(held)) : 0n;
    const opened = abs(lots) - closed;
    const released = closed === 0n ? 0n : closed === abs(held) ? before : floorDiv(before * closed, abs(held));
    const opening = opened === 0n ? 0n : cost - floorDiv(cost * closed, abs(lots));
    const key = `${account}/${market}`;
    if (after === 0n) this.held.delete(key);
    else
      this.held.set(key, {
        lots: after,
        cost: before - released + opening,
        from: held === 0n || held < 0n !== after < 0n ? this.#side(market, after) : from,
      });
  }

  shift(market: number, side: 1 | -1, perLot: bigint): void {
    const index = this.index[market] as { long: bigint; short: bigint };
    if (side === 1) index.long = bounded(index.long + perLot);
    else index.short = bounded(index.short + perLot);
  }

  raiseCost(account: number, market: number, units: bigint): void {
    const position = this.held.get(`${account}/${market}`) as Held;
    position.cost = bounded(position.cost + units);
  }

  sell(asset: number, from: number, to: number, units: bigint, proceeds: bigint): void {
    this.#adjust(asset, to, units);
    this.#adjust(asset, from, -units);
    this.#adjust(0, from, proceeds);
    this.#adjust(0, to, -proceeds);
  }
}

/** A balance of the ledger as one big integer. */
export const balanceOf = (ledger: Ledger, asset: number, account: number): bigint =>
  BigInt(ledger.accounts.high(asset, account)) * LIMB + BigInt(ledger.accounts.quote[asset]?.[account] ?? 0);
