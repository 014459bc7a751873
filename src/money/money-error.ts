/**
 * What was wrong with the numbers.
 *
 * - `overflow`: a result lies beyond 2^53 - 1, where float64 no longer holds every integer;
 * - `not-an-integer`: an amount, size or price is no whole number (or NaN, or infinite);
 * - `out-of-range`: a whole number, but not one the function is defined for;
 * - `division-by-zero`: a divisor or denominator is zero;
 * - `bad-decimal`, `bad-ratio`: a text is no decimal number, or no ratio, of the accepted form;
 * - `bad-weight`, `bad-limit`: one entry of a claims table is unusable, and the message names it;
 * - `bad-market`: tick, lot, face and unit of a market do not fit one another;
 * - `outside-band`: a price lies outside the hard band of its market.
 */
export type MoneyErrorCode =
  | 'overflow'
  | 'not-an-integer'
  | 'out-of-range'
  | 'division-by-zero'
  | 'bad-decimal'
  | 'bad-ratio'
  | 'bad-weight'
  | 'bad-limit'
  | 'bad-market'
  | 'outside-band';

/**
 * The one error that money arithmetic throws.
 *
 * The message says what is wrong, with the numbers; `hint` says what to do about it. Tell errors apart by `code`.
 */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
  /** The kind of fault. */
  readonly code: MoneyErrorCode;
  /** What to do about it, as a phrase without a full stop. */
  readonly hint: string;

  /**
   * @param code - The kind of fault.
   * @param message - What is wrong, with the numbers.
   * @param hint - What to do about it.
   */
  constructor(code: MoneyErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
