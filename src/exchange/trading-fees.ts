import { configError } from '../contract/index.ts';
import { formatRatio, type Ratio, rateCeil, ratioFloor } from '../money/index.ts';
import type { Market } from './market.ts';
import type { Pool } from './pools.ts';
import type { Venue } from './venue.ts';

/** A pool that gets a share of the trading fees of a market. */
interface Route {
  readonly pool: Pool;
  readonly share: Ratio;
}

/**
 * Collects trading fees: what pools have been promised of them goes there at once, the rest to the fee collector.
 *
 * A fee is `ceil(|executed value| x rate)`; each pool gets `floor(fee x share)` of it. Only fees in the venue's settlement asset are
 * shared, since a pool pays in no other.
 */
export class TradingFees {
  readonly #venue: Venue;
  readonly #routes: Route[][];

  /**
   * @param venue - A venue whose pools are open.
   * @throws BreakwaterError `fee-shares` when the pools of a market are promised more than all of its fees.
   */
  constructor(venue: Venue) {
    this.#venue = venue;
    this.#routes = venue.markets.map((market) => routesOf(venue, market));
  }

  /** An account pays the fee on a trade: a rate per million of its executed value, units. */
  take(market: Market, payer: number, executed: number, perMillion: number): void {
    const { ledger } = this.#venue;
    const fee = rateCeil(Math.abs(executed), perMillion);
    const asset = market.setup.settle;
    let left = fee;
    for (const { pool, share } of this.#routes[market.number] as Route[]) {
      const part = ratioFloor(fee, share);
      ledger.transfer(asset, payer, pool.account, part, 'trading-fee');
      left -= part;
    }
    ledger.transfer(asset, payer, ledger.feesAccount, left, 'trading-fee');
  }
}

const routesOf = (venue: Venue, market: Market): Route[] => {
  if (market.setup.settle !== 0) return [];
  const routes = venue.pools.flatMap((pool): Route[] => {
    const share = pool.feeShare;
    const name = pool.use.place.slice('funds.'.length);
    return share.n === 0 || venue.findPoolFor(name, market.number) !== pool ? [] : [{ pool, share }];
  });
  const [above, below] = routes.reduce(
    ([n, d], { share }) => [n * BigInt(share.d) + BigInt(share.n) * d, d * BigInt(share.d)] as [bigint, bigint],
    [0n, 1n] as [bigint, bigint],
  );
  if (above > below) {
    const shares = routes.map(({ pool, share }) => `${formatRatio(share)} to ${pool.name}`);
    throw configError(
      'fee-shares',
      `pools are promised more than all trading fees of ${market.id}: ${shares.join(', ')}`,
      {
        hint: 'lower their shares until they add up to at most 1',
      },
    );
  }
  return routes;
};
