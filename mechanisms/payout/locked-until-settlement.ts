import { definePayout, z } from 'breakwater';

/**
 * Holds the profit of the running period back until it is settled; what the account had at its start may leave.
 *
 * locked = max(0, gain since the period began); paid = min(amount, max(0, equity - locked)). At a settlement the gain
 * starts anew from zero, after the clawback if there is one. Units of the settlement asset.
 *
 * @source OKEx 2018 rule as quoted at https://www.trustnodes.com and https://movingwatertrading.com: profit is locked
 * until weekly settlement, and a clawback takes a share of it
 */
export const lockedUntilSettlement = definePayout({
  name: 'locked-until-settlement',
  summary: 'Profit of the running period may not leave.',
  formula: 'paid = min(amount, max(0, E - max(0, gain of the period)))',
  source: ['https://www.trustnodes.com', 'https://movingwatertrading.com'],
  params: z.strictObject({}),
  exempt: {
    'payout/pays-all-that-is-free': 'profit of the running period is held back',
  },
  needs: () => ['settlement'],
  allow: ({ account, amount }) => {
    const settled = account.equity - Math.max(0, account.gainSincePeriod);
    return { paid: Math.max(0, Math.min(amount, settled)) };
  },
});
