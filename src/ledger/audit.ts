import { sumColumn, type Total } from '../money/index.ts';
import type { Ledger } from './ledger.ts';

/** One statement of an audit that does not hold, with both sides. */
export interface AuditFinding {
  readonly says: string;
  readonly expected: string;
  readonly found: string;
}

const LIMB = 2 ** 52;

/** Sum of all `quote` of an asset, read from the columns: zero in a closed world. */
export const totalQuote = (ledger: Ledger, asset: number): Total => {
  const { accounts } = ledger;
  const total = sumColumn(accounts.quote[asset] as Float64Array, 0, accounts.count);
  for (const limb of accounts.highLimbs(asset)) {
    // Limbs are few and may exceed what one product holds; they are added whole.
    const sign = Math.sign(limb);
    for (let left = Math.abs(limb); left > 0; left--) total.add(sign * LIMB);
  }
  return total;
};

/**
 * Recomputes every running total from the columns and compares with `===`.
 *
 * @returns What does not hold; empty when the books are right.
 */
export const audit = (ledger: Ledger): readonly AuditFinding[] => {
  const findings: AuditFinding[] = [];
  const expect = (says: string, expected: number | bigint, found: number | bigint): void => {
    if (expected !== found) findings.push({ says, expected: String(expected), found: String(found) });
  };
  for (let asset = 0; asset < ledger.shape.assets; asset++) {
    expect(`the quotes of asset ${asset} sum to zero`, 0n, totalQuote(ledger, asset).toBigInt());
    expect(`the deltas of asset ${asset} cancel`, 0, ledger.drift[asset] as number);
  }
  const { positions } = ledger;
  const long = new Float64Array(ledger.shape.markets.length);
  const short = new Float64Array(ledger.shape.markets.length);
  for (let row = 0; row < positions.used; row++) {
    if (positions.account[row] === -1) continue;
    const market = positions.market[row] as number;
    const lots = positions.lots[row] as number;
    if (lots > 0) long[market] = (long[market] as number) + lots;
    else short[market] = (short[market] as number) + lots;
  }
  for (let market = 0; market < long.length; market++) {
    expect(`the lots of market ${market} sum to zero`, 0, (long[market] as number) + (short[market] as number));
    expect(
      `the running long lots of market ${market} are right`,
      long[market] as number,
      ledger.longLots[market] as number,
    );
    expect(
      `the running short lots of market ${market} are right`,
      short[market] as number,
      ledger.shortLots[market] as number,
    );
  }
  return findings;
};
