import type { MarketModelView } from '../../contract/index.ts';
import { lognormal, type RandomStream } from '../../math/index.ts';
import { type Choices, type DrawnPosition, sizeDraws } from './account-draws.ts';
import { keyed, type NoiseKey } from './brownian.ts';
import { profileOf, type SkewedParams } from './skewed-params.ts';

/** An owner who is long one market and short another. */
export interface HedgedOwner {
  readonly long: DrawnPosition;
  readonly short: DrawnPosition;
  /** Leverage of each of its accounts. */
  readonly leverage: number;
  /** Whether both legs stand in one account. */
  readonly together: boolean;
}

/** How far hedged legs may fill what levered accounts leave of a side. */
const MOST_OF_REST = 0.5;

const leverageOf = (s: RandomStream, { hedged }: SkewedParams): number =>
  Math.min(hedged.maxLeverage, lognormal(s, hedged.leverage, hedged.sigma));

/**
 * Draws the hedged owners and scales them into the room that the markets leave.
 *
 * The legs of an owner are equal in the common factor: long notional x beta = short notional x beta. They are first scaled so
 * that the long legs sum to the wanted share of all open interest, then each is cut to what its two markets have room for.
 *
 * @returns Owners in order; one without room has legs of zero and is left out.
 */
export function hedgedOwners(
  markets: readonly MarketModelView[],
  count: number,
  choices: Choices,
  params: SkewedParams,
  key: NoiseKey,
): readonly HedgedOwner[] {
  const nextSize = sizeDraws(keyed(key, 'hedged').unit(), params.sizes);
  const drawn = Array.from({ length: count }, (_, i) => {
    const s = keyed(key, 'hedged', i);
    const [size] = nextSize(s);
    const long = choices.markets.draw(s);
    let short = long;
    while (short === long) short = choices.markets.draw(s);
    return { size, long, short, entries: [s.unit(), s.unit()] as const, leverage: leverageOf(s, params) };
  });
  const wanted = params.hedged.openInterest * markets.reduce((sum, market) => sum + market.openInterest, 0);
  const drawnInAll = drawn.reduce((sum, { size }) => sum + size, 0);
  const roomLong = markets.map(
    (market) => MOST_OF_REST * (1 - profileOf(params.classes, market.class).leveredLong) * market.openInterest,
  );
  const roomShort = markets.map((market) => MOST_OF_REST * (1 - params.leveredShort) * market.openInterest);
  const split = Math.round(count * params.hedged.oneAccount);
  return drawn.flatMap(({ size, long, short, entries, leverage }, i) => {
    const buys = markets[long]!;
    const sells = markets[short]!;
    const ratio = buys.beta > 0 && sells.beta > 0 ? buys.beta / sells.beta : 1;
    const largest = Math.min(params.positionCap * buys.openInterest, (params.positionCap * sells.openInterest) / ratio);
    const scaled = drawnInAll > 0 ? (size * wanted) / drawnInAll : 0;
    const notional = Math.min(scaled, largest, roomLong[long]!, roomShort[short]! / ratio);
    if (!(notional > 0)) return [];
    roomLong[long]! -= notional;
    roomShort[short]! -= notional * ratio;
    return [
      {
        long: { market: long, side: 1, notional, entry: entries[0] },
        short: { market: short, side: -1, notional: notional * ratio, entry: entries[1] },
        leverage,
        together: i < split,
      },
    ];
  });
}
