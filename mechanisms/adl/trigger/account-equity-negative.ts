import { defineAdlTrigger, ratio, ratioCeil } from 'breakwater';
import { type Latch, latched, noLatch } from './latch.ts';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes all residual lots of the cases whose subject's equity at mark is below zero.
 *
 * Rule: on for a case when equity(subject) < 0; at exactly zero it is off. Off again when equity >= recovers x maintenance, by default
 * at zero. A vault that took positions over is treated as any other subject.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging; dYdX v4 x/clob/keeper/deleveraging.go
 */
export const accountEquityNegative = defineAdlTrigger({
  name: 'account-equity-negative',
  summary: 'On for accounts whose equity at mark is below zero.',
  formula:
    'on for a case when E < 0; off when E >= ceil(MM x recovers)\n' + 'need = all its lots; its deficit with in: gain',
  source: [
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  ],
  exempt: {
    'trigger/lets-the-fund-go-first':
      "the account's negative value alone decides; whether a fund could pay does not count",
  },
  params: residualParams.extend({
    recovers: ratio({ max: '1' })
      .prefault('0')
      .describe('Share of maintenance at which an account that was pushed is left alone again, 0 to 1.'),
  }),
  stateOf: 'venue',
  initial: noLatch,
  decide: (view, cases, params, state: Latch) => {
    const needs = residualNeeds(view, cases, params.in, ({ id, subject: { equity, maintenance } }) =>
      params.recovers.n === 0
        ? equity < 0
        : latched(state, String(id), equity < 0, equity < ratioCeil(maintenance, params.recovers)),
    );
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
