import {
  configError,
  type MarginSchedule,
  type MarketView,
  mulDivCeil,
  type Ratio,
  rate,
  rateCeil,
  rateFloor,
  ratio,
} from 'breakwater';
import { type Fraction, fractionOf, isExact, lesser, quantityOfLot, times } from '../quantity.ts';

const WHOLE = 1_000_000;
const WHOLE_SQUARED = WHOLE * WHOLE;

const shareOfInitial = (level: string) =>
  ratio({ max: '1' })
    .refine(({ d }) => d <= WHOLE, 'a share here has at most six decimals, or a denominator of at most 1000000')
    .describe(`${level} margin as a share of initial, 0 to 1.`);

/** Parameters of the two levels below initial margin, as a venue publishes them. */
export const lowerLevels = (published: { maintenance: string; closeOut: string; closeOutWithin: string }) => ({
  maintenance: shareOfInitial('Maintenance').prefault(published.maintenance),
  closeOut: shareOfInitial('Close-out').prefault(published.closeOut),
  closeOutWithin: rate({ max: '1' })
    .prefault(published.closeOutWithin)
    .describe('How far close-out margin lies below maintenance at most, a share of notional, 0 to 1.'),
});

/** ceil(sqrt(n)), exact. @param n - An integer from 0 to 2^52. */
export const rootCeil = (n: number): number => {
  let root = 1;
  while (root * root < n) root *= 2;
  // Newton's step from above falls until it stands at floor(sqrt(n)).
  while (root * root > n) root = Math.floor((root + Math.floor(n / root)) / 2);
  return root * root < n ? root + 1 : root;
};

/** What a margin that rises with the root of size is made of. */
interface RootTerms {
  /** Initial margin of small positions, a share of notional per million. */
  readonly base: number;
  /** Initial margin of a position of size `per`, a share of notional. */
  readonly factor: Ratio;
  /** The size that `factor` is for, in what a contract is of. */
  readonly per: Ratio;
}

/** What the two levels below it are made of. */
interface LowerTerms {
  readonly maintenance: Ratio;
  readonly closeOut: Ratio;
  readonly closeOutWithin: number;
}

/** max(base, factor x sqrt(size / per)) of signed lots, per million, rounded up, at most a million. */
const initialShare = (market: MarketView, { base, factor, per }: RootTerms) => {
  const square: Fraction = [BigInt(WHOLE_SQUARED), 1n];
  const factors = [fractionOf(factor), fractionOf(factor), quantityOfLot(market), fractionOf({ n: per.d, d: per.n })];
  // The square of the share in millionths, for one lot: beyond that of the whole it says no more.
  const [n, d] = lesser(times(square, ...factors), square);
  const perLot = Number(n) / Number(d);
  const squareOf = isExact(n, d)
    ? (size: number) => mulDivCeil(size, Number(n), Number(d))
    : (size: number) => Number((BigInt(size) * n + d - 1n) / d);
  return (lots: number): number => {
    const size = Math.abs(lots);
    if (size * perLot >= 2 * WHOLE_SQUARED) return WHOLE;
    return Math.max(base, Math.min(WHOLE, rootCeil(squareOf(size))));
  };
};

/**
 * Three levels of margin whose share of notional rises with the root of size.
 *
 * initial = N x min(1, max(base, factor x sqrt(size / per))), the share rounded up to a millionth; maintenance = initial x
 * share; close-out = max(initial x share, maintenance - N x closeOutWithin). Each rounded up once.
 *
 * @throws BreakwaterError `margin-levels-crossed` when close-out margin is the larger share.
 */
export const rootMargin = (
  market: MarketView,
  terms: RootTerms,
  { maintenance, closeOut, closeOutWithin }: LowerTerms,
): MarginSchedule => {
  if (closeOut.n * maintenance.d > maintenance.n * closeOut.d) {
    throw configError(
      'margin-levels-crossed',
      `close-out margin is ${closeOut.n}/${closeOut.d} of initial margin, above maintenance at ${maintenance.n}/${maintenance.d}`,
      { where: { path: 'margin.closeOut' }, hint: 'raise maintenance, or lower closeOut' },
    );
  }
  const share = initialShare(market, terms);
  const part = (notional: number, lots: number, { n, d }: Ratio): number =>
    mulDivCeil(notional, share(lots) * n, WHOLE * d);
  return {
    initial: (notional, lots) => rateCeil(notional, share(lots)),
    maintenance: (notional, lots) => part(notional, lots, maintenance),
    closeOut: (notional, lots) =>
      Math.max(part(notional, lots, closeOut), part(notional, lots, maintenance) - rateFloor(notional, closeOutWithin)),
    slopePerMillion: mulDivCeil(terms.factor.n === 0 ? terms.base : WHOLE, maintenance.n, maintenance.d),
  };
};
