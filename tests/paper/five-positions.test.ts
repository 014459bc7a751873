import { describe, expect, test } from 'vitest';
import { proportional, riskAwareProRata } from '../../mechanisms/adl/index.ts';
import { give, sum } from './published.ts';

/*
 * The running book of section 2 of the paper. Mark 1, 1.4, 1.3; spot 1, 1.5, 1.25; funding gamma = L/S - mark/spot, paid by longs where
 * it is below 0. Longs hold 3 and shorts 5: the venue is long the other 2.
 *
 *        side   lots   collateral
 *   A    long     1      2
 *   B    long     1      2/3
 *   C    short    4      8/3
 *   D    long     1      2/19
 *   E    short    1      10/99
 */
const BOOK = { A: [1, 2], B: [1, 2 / 3], C: [-4, 8 / 3], D: [1, 2 / 19], E: [-1, 10 / 99] } as const;
const MARK = [1, 1.4, 1.3] as const;
const SPOT = [1, 1.5, 1.25] as const;
const NAMES = Object.keys(BOOK) as (keyof typeof BOOK)[];

const gamma = (t: number): number => 3 / 5 - (MARK[t] as number) / (SPOT[t] as number);
/** Funding received at a step, signed. */
const funding = (lots: number, t: number): number => gamma(t) * (MARK[t] as number) * lots;
/** Gain from step 0 to step 2; funding from step 1 on. */
const gain = (lots: number): number => lots * (MARK[2] - MARK[0]) + funding(lots, 1) + funding(lots, 2);
const equity = Object.fromEntries(NAMES.map((name) => [name, BOOK[name][1] + gain(BOOK[name][0])])) as Record<
  keyof typeof BOOK,
  number
>;
const to = (digits: number) => (x: number) => Number(x.toFixed(digits));
const notional = (name: keyof typeof BOOK): number => Math.abs(BOOK[name][0]) * MARK[2];
const leverage = (name: keyof typeof BOOK): number => notional(name) / Math.abs(equity[name]);
const WINNERS = ['A', 'C', 'E'] as const;

describe('funding, gains and equities', () => {
  test('are those of the paper', () => {
    expect([gamma(1), gamma(2)].map(to(4))).toEqual([-0.3333, -0.44]);
    expect(NAMES.map((name) => to(4)(gain(BOOK[name][0])))).toEqual([-0.7387, -0.7387, 2.9547, -0.7387, 0.7387]);
    expect(NAMES.map((name) => to(4)(equity[name]))).toEqual([1.2613, -0.072, 5.6213, -0.6334, 0.8397]);
  });

  // The table has 0 in the row of t = 0. By its formula gamma is 3/5 - 1/1 there, so a long would pay 0.4: funding starts at t = 1.
  test('the paper prints no funding at t = 0, where its formula gives -0.4', () => {
    expect(to(4)(funding(1, 0))).toBe(-0.4);
  });

  test('sum to nothing once the side of the venue is counted', () => {
    const venue = -sum(NAMES.map((name) => BOOK[name][0]));
    expect(venue).toBe(2);
    expect(sum(NAMES.map((name) => gain(BOOK[name][0]))) + gain(venue)).toBeCloseTo(0, 12);
  });
});

describe('deficit and leverage', () => {
  test('the deficit is 0.705404 and winners have 7.722343', () => {
    const deficit = sum(NAMES.map((name) => Math.max(0, -equity[name])));
    const winners = sum(NAMES.map((name) => Math.max(0, equity[name])));
    expect([deficit, winners].map(to(6))).toEqual([0.705404, 7.722343]);
  });

  // Printed 3.504 and 20.102, where 18.0556 of B was cut to 18.05.
  test('leverage masses are 3.5039 and 20.1080', () => {
    expect([sum(WINNERS.map(leverage)), leverage('B') + leverage('D')].map(to(4))).toEqual([3.5039, 20.108]);
    expect([leverage('B'), leverage('D'), 18.05 + 2.052].map(to(3))).toEqual([18.056, 2.052, 20.102]);
  });
});

describe('risk-aware pro-rata (eq:glpr) on the winners', () => {
  const rows = WINNERS.map((name) => ({ claim: equity[name], equity: equity[name], exposure: notional(name) }));
  const shares = (rule: unknown, fields = {}): number[] => give(rule, 0.5, rows, fields).map((x) => to(3)(2 * x));

  test('pro-rata shares .163 .728 .109', () => {
    expect(shares(proportional)).toEqual([0.163, 0.728, 0.109]);
  });

  test.each([
    // Printed .164 .589 .246.
    [{ risk: 'linear' }, [0.164, 0.589, 0.247]],
    // Printed .155 .498 .348.
    [{ risk: 'power', exponent: 2 }, [0.154, 0.497, 0.348]],
    // Printed as they are.
    [{ risk: 'cvar', threshold: 0.9 }, [0.149, 0.114, 0.737]],
  ])('%j shares', (fields, expected) => {
    expect(shares(riskAwareProRata, fields)).toEqual(expected);
  });
});
