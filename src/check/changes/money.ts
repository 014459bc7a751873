/** More money behind an account, or in the funds; or a unit of it. @module */

import type { RandomStream } from '../../math/index.ts';
import { D } from '../../money/index.ts';
import type { AccountSpec } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change, Changed } from './change.ts';

/** More than anybody in a trial can lose, in the settlement asset. */
const PLENTY = 2 ** 30;

const decimalsOf = ({ scenario }: Trial): number =>
  scenario.assets.find(({ name }) => name === scenario.settle)?.decimals ?? 0;

/** The same trial in which an account starts with so many units more. */
const withMore = (trial: Trial, account: AccountSpec, units: number): Trial => {
  const { scenario } = trial;
  const more = new D(units).times(new D(10).pow(-decimalsOf(trial)));
  const accounts = scenario.accounts.map((one) =>
    one.name === account.name
      ? {
          ...one,
          deposit: { ...one.deposit, [scenario.settle]: more.plus(one.deposit[scenario.settle] ?? '0').toFixed() },
        }
      : one,
  );
  return { ...trial, scenario: { ...scenario, accounts } };
};

const holderOf = ({ scenario }: Trial, random: RandomStream): AccountSpec | undefined => {
  const holders = scenario.accounts.filter(({ positions }) => positions.length > 0);
  return holders[random.below(Math.max(1, holders.length))];
};

const richer = (trial: Trial, random: RandomStream, units: (account: AccountSpec) => number): Changed | undefined => {
  const account = holderOf(trial, random);
  if (account === undefined) return undefined;
  const factor = units(account);
  return { trial: withMore(trial, account, factor), changed: [account.name], factor };
};

/** Somebody has more behind the same positions. */
export const moreCollateral: Change = {
  name: 'more-collateral',
  says: 'one account starts with twice its money and a hundred units more',
  apply: (trial, random) =>
    richer(trial, random, ({ deposit }) => {
      const held = new D(deposit[trial.scenario.settle] ?? '0').times(new D(10).pow(decimalsOf(trial)));
      return Math.floor(held.toNumber()) + 100;
    }),
};

/** Somebody has so much that it never defaults: its positions stay, so that everybody else has the same other side. */
export const withoutDefaulter: Change = {
  name: 'without-defaulter',
  says: 'one account starts with more money than it can lose',
  apply: (trial, random) => richer(trial, random, () => new D(10).pow(decimalsOf(trial)).times(PLENTY).toNumber()),
};

/** The smallest change there is. */
export const nudge: Change = {
  name: 'nudge',
  says: 'one account starts with one unit more',
  apply: (trial, random) => richer(trial, random, () => 1),
};

/** The funds hold more. */
export const moreFund: Change = {
  name: 'more-fund',
  says: 'the funds start with twice their money and a hundred units more',
  apply: (trial) => {
    const { design, fundTotal } = trial;
    if (fundTotal === undefined || Object.keys(design.funds).length === 0) return undefined;
    const factor = fundTotal + 100;
    return { trial: { ...trial, fundTotal: fundTotal + factor }, factor };
  },
};
