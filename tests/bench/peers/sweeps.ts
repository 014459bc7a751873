/**
 * Ways to find who is below maintenance by looking at everybody, over columns copied from a venue.
 *
 * @module
 */
import type { BigVenue } from '../worlds/big-venue.ts';

/** Accounts with the same number of positions each, as columns. */
export interface Book {
  readonly accounts: number;
  readonly each: number;
  /** Quote of each account: cash less signed cost. */
  readonly quote: Float64Array;
  /** Signed lots, account by account. */
  readonly lots: Float64Array;
  /** Market of each position. */
  readonly market: Uint16Array;
}

/** Copies the traders of a venue. */
export const bookOf = ({ venue, first, accounts }: BigVenue, each: number): Book => {
  const { ledger } = venue;
  const lots = new Float64Array(accounts * each);
  const market = new Uint16Array(accounts * each);
  let at = 0;
  for (let i = 0; i < accounts; i++) {
    for (
      let row = ledger.accounts.head[first + i] as number;
      row !== -1;
      row = ledger.positions.nextOfAccount[row] as number
    ) {
      lots[at] = ledger.positions.lots[row] as number;
      market[at++] = ledger.positions.market[row] as number;
    }
  }
  const quote = (ledger.accounts.quote[0] as Float64Array).slice(first, first + accounts);
  return { accounts, each, quote, lots, market };
};

/** Exact, in columns: equity, and maintenance rounded up for each position. Fills `due` and returns how many there are. */
export const exactColumns = (book: Book, mark: Float64Array, perMillion: number, due: Int32Array): number => {
  const { accounts, each, quote, lots, market } = book;
  let found = 0;
  for (let i = 0, at = 0; i < accounts; i++) {
    let equity = quote[i] as number;
    let maintenance = 0;
    for (const end = at + each; at < end; at++) {
      const value = (lots[at] as number) * (mark[market[at] as number] as number);
      equity += value;
      maintenance += Math.ceil((Math.abs(value) * perMillion) / 1e6);
    }
    if (equity < maintenance) due[found++] = i;
  }
  return found;
};

/** A bound from below, one multiplication a position: prices shaded by the margin of each side. Never misses, may name too many. */
export const shadedColumns = (book: Book, shaded: Float64Array, margin: number, due: Int32Array): number => {
  const { accounts, each, quote, lots, market } = book;
  let found = 0;
  for (let i = 0, at = 0; i < accounts; i++) {
    let slack = quote[i] as number;
    for (const end = at + each; at < end; at++) {
      const held = lots[at] as number;
      slack += held * (shaded[2 * (market[at] as number) + (held < 0 ? 1 : 0)] as number);
    }
    if (slack < margin) due[found++] = i;
  }
  return found;
};

/** Prices for {@link shadedColumns}: each market's for longs, then for shorts. */
export const shadedPrices = (mark: Float64Array, perMillion: number): Float64Array => {
  const shaded = new Float64Array(2 * mark.length);
  for (let i = 0; i < mark.length; i++) {
    shaded[2 * i] = (mark[i] as number) * (1 - perMillion / 1e6);
    shaded[2 * i + 1] = (mark[i] as number) * (1 + perMillion / 1e6);
  }
  return shaded;
};

/** An account as an object. */
export interface ObjectAccount {
  readonly quote: number;
  readonly positions: readonly { readonly market: number; readonly lots: number }[];
}

/** The same book as objects. */
export const objectsOf = ({ accounts, each, quote, lots, market }: Book): readonly ObjectAccount[] =>
  Array.from({ length: accounts }, (_, i) => ({
    quote: quote[i] as number,
    positions: Array.from({ length: each }, (_unused, k) => ({
      market: market[i * each + k] as number,
      lots: lots[i * each + k] as number,
    })),
  }));

/** Exact, in objects. */
export const exactObjects = (
  book: readonly ObjectAccount[],
  mark: Float64Array,
  perMillion: number,
  due: Int32Array,
): number => {
  let found = 0;
  book.forEach(({ quote, positions }, i) => {
    let equity = quote;
    let maintenance = 0;
    for (const { lots, market } of positions) {
      const value = lots * (mark[market] as number);
      equity += value;
      maintenance += Math.ceil((Math.abs(value) * perMillion) / 1e6);
    }
    if (equity < maintenance) due[found++] = i;
  });
  return found;
};
