import { definePayout, duration, type VenueView, z } from 'breakwater';

type Gate = { step: number; seen: number | null };

const negativeCaseOpen = (view: VenueView): boolean =>
  (['trader', 'maker'] as const).some((kind) =>
    view.accountsOf(kind).some((id) => {
      const account = view.account(id);
      return account.inCase && account.equity < 0;
    }),
  );

/**
 * Nothing leaves while an account in liquidation is below zero, nor for a while after; then everything that is free
 * does.
 *
 * paid = 0 when such an account is open, or was seen at most `hold` ago, else the amount. dYdX holds for 50 blocks,
 * about a minute. Our limit: a payout rule is asked only when someone withdraws, so what opened and closed between two
 * requests is not seen. It looks once a step.
 *
 * @source https://github.com/dydxprotocol/v4-chain: protocol/x/subaccounts/types/update.go (50 blocks),
 * protocol/x/clob/keeper/deleveraging.go
 */
export const withdrawalGate = definePayout({
  name: 'withdrawal-gate',
  summary: 'No withdrawals while an account is below zero, or shortly after.',
  formula: 'paid = amount; 0 while an account in a case has E < 0, and until hold after one was last seen',
  source: 'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  params: z.strictObject({
    hold: duration()
      .prefault('1m')
      .describe('How long the gate stays shut after such an account was last seen, at least 0s.'),
  }),
  initial: (): Gate => ({ step: -1, seen: null }),
  allow: ({ amount }, view, params, state) => {
    if (state.step !== view.step) {
      state.step = view.step;
      if (negativeCaseOpen(view)) state.seen = view.now;
    }
    const shut = state.seen !== null && view.now - state.seen <= params.hold;
    return { paid: shut ? 0 : amount };
  },
});
