import { defineAdlTrigger } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes all residual lots of the cases whose subject's equity at mark is below zero.
 *
 * Rule: on for a case when equity(subject) < 0; at exactly zero it is off. A vault that took positions over is treated as
 * any other subject.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging; dYdX v4 x/clob/keeper/deleveraging.go
 */
export const accountEquityNegative = defineAdlTrigger({
  name: 'account-equity-negative',
  summary: 'On for accounts whose equity at mark is below zero.',
  source: [
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  ],
  exempt: {
    'trigger/lets-the-fund-go-first':
      "the account's negative value alone decides; whether a fund could pay does not count",
  },
  params: residualParams,
  decide: (view, cases, params) => {
    const needs = residualNeeds(view, cases, params.in, ({ subject }) => subject.equity < 0);
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
