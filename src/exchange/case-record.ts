/** Who bears a loss. */
export const BEARERS = ['book', 'backstop', 'fund', 'adl', 'socialised', 'uncovered'] as const;
/** Who bears a loss. */
export type Bearer = (typeof BEARERS)[number];

/** What a loss is made of. */
export const NEEDS = ['markLoss', 'slippage', 'fees', 'forfeited'] as const;

/**
 * The account of a case in one asset, units. Each field is the sum of its own events; none is a remainder:
 *
 * `markLoss + slippage + fees + forfeited = ownCollateral + book + backstop + fund + adl + socialised + uncovered`.
 */
export interface CaseLine extends Record<Bearer, number> {
  /** Sum over the pieces that left: cost less value at mark; signed. */
  markLoss: number;
  /** Value at mark less executed value, where that was worse; >= 0. */
  slippage: number;
  /** Liquidation fees, >= 0. */
  fees: number;
  /** Margin forfeited to a pool, >= 0. */
  forfeited: number;
  /** The subject's money (quote + cost + collateral at mark) before less after, over the events of this case; read from the columns. */
  ownCollateral: number;
  /** Equity of the subject at mark when the case closed. */
  left: number;
}

/** An empty line. */
export const emptyLine = (): CaseLine => ({
  markLoss: 0,
  slippage: 0,
  fees: 0,
  forfeited: 0,
  ownCollateral: 0,
  book: 0,
  backstop: 0,
  fund: 0,
  adl: 0,
  socialised: 0,
  uncovered: 0,
  left: 0,
});

/** Fields of a line, in the order in which columns keep them. */
export const LINE_FIELDS = Object.freeze(Object.keys(emptyLine()) as (keyof CaseLine)[]);

/** Place of each field within a line. */
export const FIELD = Object.freeze(
  Object.fromEntries(LINE_FIELDS.map((field, place) => [field, place])) as Record<keyof CaseLine, number>,
);

/** What the case needed, units: loss at mark, slippage, fees and forfeited margin. */
export const neededOf = (line: CaseLine): number => line.markLoss + line.slippage + line.fees + line.forfeited;

/** What bore it, units: own collateral and all bearers. Equal to {@link neededOf}, always. */
export const borneOf = (line: CaseLine): number =>
  BEARERS.reduce((sum, bearer) => sum + line[bearer], line.ownCollateral);

/** What a case raised and left: in one asset, or over all of them in the numeraire. */
export type Raised = Pick<CaseLine, Exclude<Bearer, 'book'> | 'left'>;

/** Money others lost beyond what was left to the subject, units: max(0, backstop + fund + adl + socialised + uncovered - left). */
export const shortfallOf = (line: Raised): number => Math.max(0, raisedOf(line) - line.left);

/** What was raised beyond the shortfall, units, >= 0. */
export const overshootOf = (line: Raised): number => raisedOf(line) - shortfallOf(line);

const raisedOf = (line: Raised): number => line.backstop + line.fund + line.adl + line.socialised + line.uncovered;
