import type { AccountSpec } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import { pathsOf, withPaths, withScenario } from './edit.ts';

/** Trials without one of their markets. */
export function* withoutMarket(trial: Trial): Generator<Trial> {
  const { markets, accounts, events } = trial.scenario;
  if (markets.length < 2) return;
  for (const { id } of markets) {
    const { [id]: _gone, ...paths } = pathsOf(trial);
    yield withPaths(
      withScenario(trial, {
        markets: markets.filter((one) => one.id !== id),
        accounts: accounts.map((one) => ({ ...one, positions: one.positions.filter(({ market }) => market !== id) })),
        events: events.filter((event) => !('market' in event) || event.market !== id),
      }),
      paths,
    );
  }
}

/** Lists without a stretch: halves, quarters, and so on to single entries. */
export function* withoutStretch<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let length = list.length; length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2))
    for (let from = 0; from < list.length; from += length) yield [...list.slice(0, from), ...list.slice(from + length)];
}

/** Runs that end earlier, and runs without one of their steps. */
export function* fewerSteps(trial: Trial): Generator<Trial> {
  const { step, duration, events } = trial.scenario;
  const steps = Math.round(duration / step);
  for (const left of [1, Math.floor(steps / 2), steps - 1])
    if (left >= 1 && left < steps)
      yield withPaths(
        withScenario(trial, { events: events.filter(({ at }) => at <= left * step) }),
        Object.fromEntries(
          Object.entries(pathsOf(trial)).map(([id, path]) => [id, path.filter(([at]) => at <= left * step)]),
        ),
        left * step,
      );
  for (let gone = 1; gone < steps; gone++) {
    const earlier = (at: number): number => (at > gone * step ? at - step : at);
    yield withPaths(
      withScenario(trial, {
        events: events
          .filter(({ at }) => at <= (gone - 1) * step || at > gone * step)
          .map((event) => ({ ...event, at: earlier(event.at) })),
      }),
      Object.fromEntries(
        Object.entries(pathsOf(trial)).map(([id, path]) => [
          id,
          path.filter(([at]) => at !== gone * step).map(([at, value]) => [earlier(at), value] as const),
        ]),
      ),
      duration - step,
    );
  }
}

/** Accounts without one, whose lots another takes over so that each market still sums to zero. */
export function* withoutAccount(trial: Trial): Generator<Trial> {
  const { accounts, events } = trial.scenario;
  // A file without anybody in it is no scenario.
  if (accounts.length < 2) return;
  for (const [i, gone] of accounts.entries()) {
    const rest = accounts.filter((_, at) => at !== i);
    const left = events.filter((event) => !('account' in event) || event.account !== gone.name);
    const moved =
      gone.positions.length === 0
        ? [rest]
        : rest.map((_, to) => rest.map((one, at) => (at === to ? taking(one, gone) : one)));
    for (const kept of moved.slice(0, 3)) yield withScenario(trial, { accounts: kept, events: left });
  }
}

const taking = (account: AccountSpec, gone: AccountSpec): AccountSpec => {
  const positions = new Map(account.positions.map((position) => [position.market, position]));
  for (const { market, lots, entry } of gone.positions) {
    const held = positions.get(market);
    positions.set(market, held === undefined ? { market, lots, entry } : { ...held, lots: held.lots + lots });
  }
  return { ...account, positions: [...positions.values()].filter(({ lots }) => lots !== 0) };
};
