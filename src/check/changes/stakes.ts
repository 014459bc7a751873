import type { ExchangeDesign } from '../../exchange/index.ts';
import { longer } from './calm.ts';
import type { Change } from './change.ts';

type FundUse = ExchangeDesign['funds'][string];

/** Whether a fund has shares that can be bought and given back. */
export const canBeStaked = ({ params }: FundUse): boolean =>
  params !== null && typeof params === 'object' && 'stakes' in params && 'unstakes' in params;

/** Parameters as the fund's own schema reads them. */
const parsed = (
  { mechanism }: FundUse,
  [staked, left]: readonly [number, number],
  amount: string,
): Record<string, unknown> =>
  mechanism.params.parse({
    capital: '0',
    stakes: [{ by: 'newcomer', at: `${staked}s`, amount }],
    unstakes: [{ by: 'newcomer', at: `${left}s`, share: '1' }],
    lockUp: '0s',
    coolDown: '0s',
  });

/** Somebody stakes in each pool that can be staked in, and asks all of it back in the next step. */
export const stakeAndLeave: Change = {
  name: 'stake-and-leave',
  says: 'a newcomer stakes in its pools after its end and asks all of it back in the next step, without lock-up or cool-down',
  apply: (trial, random) => {
    const { design, scenario } = trial;
    const { duration, step } = scenario;
    const amount = String(100 + random.below(10_000));
    const staked = Object.entries(design.funds).filter(([, use]) => canBeStaked(use));
    if (staked.length === 0) return undefined;
    const funds = staked.map(([name, use]): [string, FundUse] => {
      const { stakes, unstakes, lockUp, coolDown } = parsed(use, [duration + step, duration + 2 * step], amount);
      const params = { ...(use.params as object), stakes, unstakes, lockUp, coolDown, dailyLimit: undefined };
      return [name, { ...use, params }];
    });
    return {
      trial: { ...longer(trial, 3), design: { ...design, funds: { ...design.funds, ...Object.fromEntries(funds) } } },
    };
  },
};
