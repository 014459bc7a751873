import { type Bearer, type CaseData, type CaseLine, overshootOf, shortfallOf } from '../exchange/index.ts';
import { mulDivFloor, value } from '../money/index.ts';
import type { Positions } from './collect/positions.ts';
import type { Prices } from './collect/prices.ts';
import type { Numeraire } from './numeraire.ts';
import type { MeasuredMarket } from './run-record.ts';

/** The account of a case over all assets, units of the numeraire at the moment the case closed or the run ended. */
export interface CaseAccount extends Record<Bearer, number> {
  readonly data: CaseData;
  readonly shortfall: number;
  readonly overshoot: number;
  readonly ownCollateral: number;
  readonly forfeited: number;
  readonly markLoss: number;
  /** Signed lots still to be worked out, with their value at the last mark, in units of the asset the market settles in; open cases only. */
  readonly residual: readonly { readonly market: number; readonly lots: number; readonly value: number }[];
  /** Inventory cases: value at the last mark less cost of what is still held, units of the numeraire. */
  readonly heldGain: number;
}

/** What an open case still has to place, and what that is worth. */
const residualOf = (
  data: CaseData,
  markets: readonly MeasuredMarket[],
  positions: Positions,
  prices: Prices,
): CaseAccount['residual'] => {
  if (data.closed !== undefined) return [];
  const inventory = data.origins.reduce((sum, origin) => sum + origin.lots, 0);
  const legs =
    data.kind === 'inventory'
      ? [{ market: data.market, lots: inventory }]
      : markets
          .map((_, market) => ({ market, lots: positions.lots(data.subject, market) }))
          .filter(({ market }) => data.market === -1 || data.market === market);
  return legs
    .filter(({ lots }) => lots !== 0)
    .map(({ market, lots }) => {
      const { instrument } = markets[market] as MeasuredMarket;
      return { market, lots, value: value(instrument, lots, prices.mark[market] as number) };
    });
};

/** Gain at the last mark on inventory still held, units of the asset its market settles in: by its share of the holder's cost. */
const heldGainOf = (data: CaseData, residual: CaseAccount['residual'], positions: Positions): number => {
  const [piece] = residual;
  if (data.kind !== 'inventory' || piece === undefined) return 0;
  const held = Math.abs(positions.lots(data.subject, piece.market));
  const cost = positions.cost(data.subject, piece.market);
  return held === 0 ? 0 : piece.value - mulDivFloor(cost, Math.min(held, Math.abs(piece.lots)), held);
};

/** Draws up the account of a case at the prices of now. */
export const accountOf = (
  data: CaseData,
  markets: readonly MeasuredMarket[],
  numeraire: Numeraire,
  positions: Positions,
  prices: Prices,
): CaseAccount => {
  const sum = (field: keyof CaseLine): number => {
    let total = 0;
    for (let asset = 0; asset < data.lines.length; asset++)
      total += numeraire.of(asset, (data.lines[asset] as CaseLine)[field]);
    return total;
  };
  const residual = residualOf(data, markets, positions, prices);
  const settle = markets[data.market]?.settle ?? 0;
  const borne: Record<Bearer, number> = {
    book: sum('book'),
    backstop: sum('backstop'),
    fund: sum('fund'),
    adl: sum('adl'),
    socialised: sum('socialised'),
    uncovered: sum('uncovered'),
  };
  // What is left of one asset pays what is owed of another, so the two are set against each other before a shortfall is found.
  const raised = { ...borne, left: sum('left') };
  return {
    ...borne,
    data,
    shortfall: shortfallOf(raised),
    overshoot: overshootOf(raised),
    ownCollateral: sum('ownCollateral'),
    forfeited: sum('forfeited'),
    markLoss: sum('markLoss'),
    residual,
    heldGain: numeraire.of(settle, heldGainOf(data, residual, positions)),
  };
};
