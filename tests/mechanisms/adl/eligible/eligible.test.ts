import { describe, expect, test } from 'vitest';
import {
  exemptAccounts,
  oppositeSide,
  nonOverlappingBankruptcy as overlap,
  profitable,
} from '../../../../mechanisms/adl/index.ts';
import { candidateView, caseView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const view = venueView();
const market = marketView({ mark: 100 });

test('opposite-side only declares what the engine does', () => {
  expect(oppositeSide.capabilities?.closes).toBe('opposite');
  expect(oppositeSide.candidate).toBeUndefined();
});

test('profitable refuses a position at its entry value', () => {
  const kept = [-1, 0, 1].map((profit) => profitable.candidate?.(candidateView({ profit }), view, {}));
  expect(kept).toEqual([false, false, true]);
});

describe('exempt-accounts', () => {
  const params = paramsOf(exemptAccounts, { owners: [7], accounts: [3] });
  test.each([
    [{ account: 1, owner: 1 }, true],
    [{ account: 2, owner: 7 }, false],
    [{ account: 3, owner: 1 }, false],
  ])('%j', (who, kept) => {
    expect(exemptAccounts.candidate?.(candidateView(who), view, params)).toBe(kept);
  });

  test('exempts nobody by default', () => {
    expect(exemptAccounts.candidate?.(candidateView(), view, paramsOf(exemptAccounts))).toBe(true);
  });
});

describe('non-overlapping-bankruptcy', () => {
  const params = paramsOf(overlap);
  const pair = (subject: { lots: number; equity: number }, candidate: Parameters<typeof candidateView>[0]) =>
    overlap.pair?.(
      candidateView({ market, ...candidate }),
      caseView({ equity: subject.equity }),
      legView(market, subject.lots, { equity: subject.equity }),
      params,
    );

  // Subject: long 10 at mark 100, equity -50: bankruptcy price 105.
  // Counterparty: short 4, equity e: bankruptcy price 100 + e / 4.
  test.each([
    [20, true], // 105, the prices meet
    [19, false], // 104.75
    [400, true],
    [-1, false],
  ])('a short with equity %d against a long that needs 105: %s', (equity, kept) => {
    expect(pair({ lots: 10, equity: -50 }, { lots: -4, equity })).toBe(kept);
  });

  test('the mirror image: a short under water and a long', () => {
    expect(pair({ lots: -10, equity: -50 }, { lots: 4, equity: 20 })).toBe(true);
    expect(pair({ lots: -10, equity: -50 }, { lots: 4, equity: 19 })).toBe(false);
  });

  test('counts the share of the equity that stands behind the position', () => {
    const two = { lots: -4, equity: 40, maintenance: 4, accountMaintenance: 8 };
    expect(pair({ lots: 10, equity: -50 }, two)).toBe(true);
    expect(pair({ lots: 10, equity: -50 }, { ...two, equity: 39 })).toBe(false);
  });

  test('a solvent subject leaves room even for a counterparty without equity', () => {
    expect(pair({ lots: 10, equity: 50 }, { lots: -4, equity: -20 })).toBe(true);
    expect(pair({ lots: 10, equity: 50 }, { lots: -4, equity: -21 })).toBe(false);
  });

  test('rounds against the pair', () => {
    // 10 units over 3 lots are 3.33 a lot; a counterparty of one lot must have 4.
    expect(pair({ lots: 3, equity: -10 }, { lots: -1, equity: 3 })).toBe(false);
    expect(pair({ lots: 3, equity: -10 }, { lots: -1, equity: 4 })).toBe(true);
  });

  test('looks at 500 candidates unless told otherwise', () => {
    expect(overlap.scanLimit?.(params)).toBe(500);
    expect(overlap.params.safeParse({ scan: 0 }).success).toBe(false);
  });
});

/*
 * The chain's own cases, x/clob/keeper/deleveraging_test.go: a short of 1 BTC against a long of 1, both at 50,000. The short's bankruptcy
 * price is 50,000 + what it has, the long's 50,000 - what it has, and the first must not lie below the second. The third case, just at the
 * edge, is ours.
 */
describe('non-overlapping-bankruptcy, in the cases of the chain', () => {
  const btc = marketView({ mark: 50_000 });
  test.each([
    [-1, 100_000, true],
    [-1, 4_999, true],
    [-1, 1, true],
    [-1, 0, false],
    [0, 0, true],
    [0, -1, false],
  ])('a short with %d, a long with %d', (short, long, kept) => {
    const subject = caseView({ equity: short, legs: [legView(btc, -1, { equity: short })] });
    const candidate = candidateView({ market: btc, lots: 1, equity: long });
    const leg = subject.legs[0] as (typeof subject.legs)[0];
    expect(overlap.pair?.(candidate, subject, leg, paramsOf(overlap))).toBe(kept);
  });
});
