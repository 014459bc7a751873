import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

/** Delta of lots at mark: |value| x beta, signed as the holder gains when the common factor rises, settlement units (real). */
export const deltaOf = (market: Market, lots: number): number => Math.sign(lots) * market.notional(lots) * market.beta;

/** Delta of all that some accounts hold, settlement units (real), signed. */
export const netDeltaOf = (source: ViewSource, accounts: readonly number[]): number => {
  const { accounts: heads, positions } = source.ledger;
  let net = 0;
  for (const account of accounts)
    for (let row = heads.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number)
      net += deltaOf(source.markets[positions.market[row] as number] as Market, positions.lots[row] as number);
  return net;
};

/** Net lots by market of the accounts that are seen together, and the markets met, in the order of meeting; kept from call to call. */
let net = new Float64Array(16);
let met = new Uint8Array(16);
const order: number[] = [];

/** Nets what some accounts hold market by market, into {@link net}. */
const netOf = (source: ViewSource, accounts: readonly number[]): void => {
  for (const market of order) met[market] = 0;
  order.length = 0;
  if (net.length < source.markets.length) {
    net = new Float64Array(source.markets.length);
    met = new Uint8Array(source.markets.length);
  }
  const { accounts: heads, positions } = source.ledger;
  for (const account of accounts) {
    for (let row = heads.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = positions.market[row] as number;
      if (met[market] === 0) {
        met[market] = 1;
        net[market] = 0;
        order.push(market);
      }
      net[market] = (net[market] as number) + (positions.lots[row] as number);
    }
  }
};

/**
 * Share of a position that other positions of the same accounts offset in the common factor, 0 to 1.
 *
 * Legs in one market offset each other before anything else, so that a pair of them protects nobody: of a position only what is left
 * of it after that counts, `|net| / sum of the lots on its side`. Of what is left on its side of the factor, the share
 * `min(1, other side / this side)` is hedged, over all markets.
 *
 * @param accounts - The accounts seen together; the position's own is among them.
 */
export const hedgedShareOf = (
  source: ViewSource,
  accounts: readonly number[],
  market: Market,
  lots: number,
): number => {
  const own = deltaOf(market, lots);
  if (own === 0) return 0;
  let held = 0;
  let gross = 0;
  for (const account of accounts) {
    const size = accounts.length === 1 ? lots : source.ledger.lots(account, market.number);
    held += size;
    if (size > 0 === lots > 0) gross += Math.abs(size);
  }
  if (held === 0 || held > 0 !== lots > 0) return 0;
  netOf(source, accounts);
  let same = 0;
  let other = 0;
  for (const number of order) {
    const delta = deltaOf(source.markets[number] as Market, net[number] as number);
    if (delta > 0 === own > 0) same += Math.abs(delta);
    else other += Math.abs(delta);
  }
  return Math.min(1, other / same) * (Math.abs(held) / gross);
};
