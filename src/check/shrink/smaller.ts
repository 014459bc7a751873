import { formatUnits, parseUnits } from '../../money/index.ts';
import type { AccountSpec } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import { pathsOf, rounder, withPaths, withScenario } from './edit.ts';

/** Deposits that are rounder, or nothing. */
export function* smallerDeposits(trial: Trial): Generator<Trial> {
  const { accounts, assets } = trial.scenario;
  for (const [i, account] of accounts.entries())
    for (const [asset, text] of Object.entries(account.deposit)) {
      const decimals = assets.find(({ name }) => name === asset)?.decimals ?? 0;
      for (const less of rounder(parseUnits(text, decimals)))
        yield withScenario(trial, {
          accounts: accounts.map((one, at) =>
            at === i ? { ...one, deposit: { ...one.deposit, [asset]: formatUnits(less, decimals) } } : one,
          ),
        });
    }
}

/** One pair of a long and a short shrinks by as many lots. */
export function* smallerPositions(trial: Trial): Generator<Trial> {
  const { accounts, markets } = trial.scenario;
  const lotsOf = (account: AccountSpec, id: string): number =>
    account.positions.find(({ market }) => market === id)?.lots ?? 0;
  const add = (account: AccountSpec, id: string, lots: number): AccountSpec => ({
    ...account,
    positions: account.positions
      .map((one) => (one.market === id ? { ...one, lots: one.lots + lots } : one))
      .filter((one) => one.lots !== 0),
  });
  for (const { id } of markets)
    for (const [i, long] of accounts.entries())
      for (const [j, short] of accounts.entries()) {
        const most = Math.min(lotsOf(long, id), -lotsOf(short, id));
        if (most <= 0) continue;
        for (const lots of new Set([most, Math.ceil(most / 2), 1]))
          yield withScenario(trial, {
            accounts: accounts.map((one, at) => (at === i ? add(one, id, -lots) : at === j ? add(one, id, lots) : one)),
          });
      }
}

/** Prices that move less, or by whole percents. */
export function* plainerPrices(trial: Trial): Generator<Trial> {
  for (const [id, path] of Object.entries(pathsOf(trial)))
    for (const [i, [at, value]] of path.entries())
      for (const other of [1, path[i - 1]?.[1] ?? 1, Math.round(value * 10) / 10, Math.round(value * 100) / 100])
        if (other > 0 && other !== value && i > 0)
          yield withPaths(trial, {
            ...pathsOf(trial),
            [id]: path.map((frame, here) => (here === i ? [at, other] : frame)),
          });
}

/** Pools that hold less. */
export function* plainerFund(trial: Trial): Generator<Trial> {
  if (trial.fundTotal === undefined) return;
  for (const fundTotal of rounder(trial.fundTotal)) yield { ...trial, fundTotal };
}
