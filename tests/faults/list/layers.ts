import type { Fault } from '../fault.ts';

const takeOver = 'mechanisms/backstop/fund-takeover.ts';

/** Mistakes in who takes positions over, and in what may be paid out. */
export const layers: readonly Fault[] = [
  {
    name: 'taken-over-below-bankruptcy',
    says: 'A fund that takes a position over at bankruptcy pays as if it were at mark, so that the account is left with its debt.',
    caughtBy: 'AF9/overshoot',
    on: 'binance-usdm-2025-10',
    file: takeOver,
    from: 'mulDivNearest(leg.bankruptcyValue, size, Math.abs(leg.lots));',
    to: 'mulDivNearest(leg.bankruptcyValue + Math.abs(leg.bankruptcyValue - leg.value), size, Math.abs(leg.lots));',
  },
  {
    name: 'inventory-not-counted',
    says: 'What a fund holds already is not counted against the most that it may hold.',
    caughtBy: 'IF9/fund-drawdown',
    on: 'research-vmgh-first',
    file: takeOver,
    from: 'notional: Math.max(0, cap - held), money };',
    to: 'notional: cap + 0 * held, money };',
  },
  {
    name: 'reserve-of-equity',
    says: 'The reserve that stays in an account is a share of its equity where a share of its notional is meant, so that nobody can ever take out all of it.',
    caughtBy: 'LV4/always-closable',
    on: 'hyperliquid-2025-10',
    file: 'mechanisms/payout/notional-reserve.ts',
    from: 'ratioCeil(account.notional, share)',
    to: 'ratioCeil(Math.max(0, account.equity), share)',
  },
  {
    name: 'gate-never-opens',
    says: 'A gate that was shut because somebody was below zero is never opened again.',
    caughtBy: 'LV4/always-closable',
    on: 'dydx-v4',
    file: 'mechanisms/payout/withdrawal-gate.ts',
    from: 'view.now - state.seen <= params.hold;',
    to: 'view.now - state.seen >= 0;',
  },
  {
    name: 'profit-locked-for-good',
    says: 'Profit stays locked after the period it was made in is settled, because a gain is reckoned from the first deposit.',
    caughtBy: 'LV4/always-closable',
    on: 'okex-2018',
    file: 'mechanisms/payout/locked-until-settlement.ts',
    from: 'account.equity - Math.max(0, account.gainSincePeriod);',
    to: 'account.equity - Math.max(1, account.gainSincePeriod);',
  },
];
