import { type LegView, mulDivCeil, mulDivFloor } from 'breakwater';

type Held = Pick<LegView, 'market' | 'lots' | 'value'>;

// The notional is rounded down, so one unit more bounds the price from above: what is paid in the asset never costs more than it may.

/** Units of the asset a leg settles in as units of the venue's settlement asset, rounded up; the same where it is one asset. */
export const worthOf = ({ market, lots, value }: Held, units: number): number => {
  const notional = market.notional(lots);
  return notional === Math.abs(value) ? units : mulDivCeil(units, notional + 1, Math.abs(value));
};

/** The same of a signed amount, rounded down. */
export const leastWorthOf = (held: Held, units: number): number => {
  if (units < 0) return 0 - worthOf(held, 0 - units);
  const notional = held.market.notional(held.lots);
  return notional === Math.abs(held.value) ? units : mulDivFloor(units, notional, Math.abs(held.value));
};

/** Units of the venue's settlement asset as units of the asset a leg settles in, rounded down. */
export const unitsOf = ({ market, lots, value }: Held, worth: number): number => {
  const notional = market.notional(lots);
  return notional === Math.abs(value) ? worth : mulDivFloor(worth, Math.abs(value), notional + 1);
};
