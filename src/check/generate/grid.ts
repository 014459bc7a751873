import type { MarketSpec } from '../../world/index.ts';
import type { Dice } from '../dice.ts';

/** A whole number times a power of ten, as a file writes it: `scaled(5, -3)` is 0.005. */
export const scaled = (whole: number, exponent: number): string => {
  const digits = String(Math.abs(whole));
  const sign = whole < 0 ? '-' : '';
  if (exponent >= 0) return `${sign}${digits}${whole === 0 ? '' : '0'.repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, '0');
  const fraction = padded.slice(exponent).replace(/0+$/, '');
  return `${sign}${padded.slice(0, exponent)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** A market with the whole numbers it is made of. */
export interface GridMarket {
  readonly spec: MarketSpec;
  /** Exponent of the price step: -8 for 0.00000001. */
  readonly tick: number;
  /** Opening price, ticks. */
  readonly open: number;
  /** Least and greatest price, ticks. */
  readonly floor: number;
  readonly cap: number;
  /** Value of a lot at the opening price, units. */
  readonly lotValue: number;
}

/** Names of the markets of trials, in order. */
export const IDS = ['BTC', 'ALT', 'ETH'] as const;
const CLASSES = ['bitcoin', 'mid-cap', 'ether'] as const;

/**
 * A market on a grid of its own: prices from 10^-8 to 10^6, whose steps are a thousandth of the opening price or less.
 *
 * @param decimals - Decimals of the asset it settles in.
 * @param settle - That asset, where it is not the venue's.
 * @param isListed - Whether the venue lists a market of that name in its own way: its grid is then for whole prices.
 */
export const gridMarket = (
  dice: Dice,
  number: number,
  decimals: number,
  { settle, isListed = false }: { readonly settle?: string; readonly isListed?: boolean } = {},
): GridMarket => {
  const isInverse = !isListed && dice.once(4);
  // The face of an inverse contract is an amount of its own, which grows with the price: dear ones have no exact open interest.
  const tick = isListed ? 0 : dice.pick(isInverse ? [0, -1, -8] : [0, 0, -1, -8, 2]);
  const open = dice.pick(isListed ? [60_000, 3000] : isInverse ? [1000, 25] : [1000, 1000, 60_000, 25]);
  // A lot is worth a thousand units where the price is a thousand ticks, or ten times that.
  const power = isListed || isInverse ? 0 : dice.pick([0, 0, 1]);
  // Contracts of a venue's own are many and small: they overflow where the price falls to nothing.
  const [floor, cap] = isListed ? [open / 50, 50 * open] : [1, 1000 * open];
  const worth = Number(`1e${power}`);
  const face = 1000 * open * worth;
  const spec: MarketSpec = {
    id: IDS[number] as string,
    class: CLASSES[number] as string,
    ...(isInverse
      ? { kind: 'inverse' as const, face: scaled(face, tick - decimals) }
      : { kind: 'linear' as const, lot: scaled(worth, -decimals - tick) }),
    ...(settle === undefined ? {} : { settle }),
    tick: scaled(1, tick),
    band: { floor: scaled(floor, tick), cap: scaled(cap, tick) },
    open: Number(scaled(open, tick)),
    beta: 1,
    openInterest: 0,
    depthAtOnePercent: 0,
  };
  return { spec, tick, open, floor, cap, lotValue: isInverse ? 1000 * worth : open * worth };
};
