import type { AccountSpec, Scenario } from '../world/index.ts';
import type { Trial } from './trials/trial.ts';

type Path = readonly (readonly [number, number])[];

const withScenario = (trial: Trial, scenario: Partial<Scenario>): Trial => ({
  ...trial,
  scenario: { ...trial.scenario, ...scenario },
});

/** Accounts without one, whose lots another takes over so that each market still sums to zero. */
function* withoutAccount(trial: Trial): Generator<Trial> {
  const { accounts, events } = trial.scenario;
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

/** Lists without a stretch: halves, quarters, and so on to single entries. */
function* withoutStretch<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let length = list.length; length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2))
    for (let from = 0; from < list.length; from += length) yield [...list.slice(0, from), ...list.slice(from + length)];
}

const pathsOf = ({ scenario }: Trial): Readonly<Record<string, Path>> =>
  (scenario.shock.params as { readonly markets: Readonly<Record<string, Path>> }).markets;

const withPaths = (trial: Trial, markets: Readonly<Record<string, Path>>, duration = trial.scenario.duration): Trial =>
  withScenario(trial, {
    duration,
    shock: { ...trial.scenario.shock, params: { ...(trial.scenario.shock.params as object), markets } },
  });

/** Runs that end earlier, and runs without one of their steps. */
function* fewerSteps(trial: Trial): Generator<Trial> {
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

/** Trials without one of their markets. */
function* withoutMarket(trial: Trial): Generator<Trial> {
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

/** Rounder and smaller numbers that are nearer to nothing. */
const rounder = (value: number): readonly number[] => {
  const sign = Math.sign(value);
  const size = Math.abs(value);
  const tries = [
    0,
    1,
    10,
    100,
    1000,
    Math.floor(size / 2),
    Math.round(size / 100) * 100,
    Math.round(size / 10) * 10,
    size - 1,
  ];
  return [...new Set(tries)].filter((one) => one >= 0 && one < size).map((one) => sign * one);
};

function* smallerDeposits(trial: Trial): Generator<Trial> {
  const { accounts } = trial.scenario;
  for (const [i, account] of accounts.entries())
    for (const [asset, units] of Object.entries(account.deposit))
      for (const less of rounder(Number(units)))
        yield withScenario(trial, {
          accounts: accounts.map((one, at) =>
            at === i ? { ...one, deposit: { ...one.deposit, [asset]: String(less) } } : one,
          ),
        });
}

/** One pair of a long and a short shrinks by as many lots. */
function* smallerPositions(trial: Trial): Generator<Trial> {
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

function* plainerPrices(trial: Trial): Generator<Trial> {
  for (const [id, path] of Object.entries(pathsOf(trial)))
    for (const [i, [at, value]] of path.entries())
      for (const other of [1, path[i - 1]?.[1] ?? 1, Math.round(value * 10) / 10, Math.round(value * 100) / 100])
        if (other > 0 && other !== value && i > 0)
          yield withPaths(trial, {
            ...pathsOf(trial),
            [id]: path.map((frame, here) => (here === i ? [at, other] : frame)),
          });
}

function* plainerEntries(trial: Trial): Generator<Trial> {
  const { accounts, markets } = trial.scenario;
  for (const [i, account] of accounts.entries())
    for (const [j, position] of account.positions.entries()) {
      const open = String(markets.find(({ id }) => id === position.market)?.open);
      if (position.entry === open) continue;
      const positions = account.positions.map((one, at) => (at === j ? { ...one, entry: open } : one));
      yield withScenario(trial, { accounts: accounts.map((one, at) => (at === i ? { ...one, positions } : one)) });
    }
}

function* plainerFund(trial: Trial): Generator<Trial> {
  if (trial.fundTotal === undefined) return;
  for (const fundTotal of rounder(trial.fundTotal)) yield { ...trial, fundTotal };
}

function* tradersOnly(trial: Trial): Generator<Trial> {
  const { accounts } = trial.scenario;
  for (const [i, { kind }] of accounts.entries())
    if (kind !== 'trader')
      yield withScenario(trial, { accounts: accounts.map((one, at) => (at === i ? { ...one, kind: 'trader' } : one)) });
}

/** Trials that are simpler than a trial in one way each, what simplifies most first. */
export function* simplerTrials(trial: Trial): Generator<Trial> {
  yield* withoutMarket(trial);
  for (const events of withoutStretch(trial.scenario.events)) yield withScenario(trial, { events });
  yield* fewerSteps(trial);
  yield* withoutAccount(trial);
  yield* tradersOnly(trial);
  yield* plainerEntries(trial);
  yield* plainerFund(trial);
  yield* smallerPositions(trial);
  yield* plainerPrices(trial);
  yield* smallerDeposits(trial);
}

/**
 * Makes a trial as simple as can be while it still does what it is asked for.
 *
 * @param stillBreaks - Whether a simpler trial does; one that throws does not.
 * @param most - Trials that are played at most.
 */
export const shrinkTrial = (trial: Trial, stillBreaks: (simpler: Trial) => boolean, most = 3000): Trial => {
  let best = trial;
  let left = most;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const simpler of simplerTrials(best)) {
      left -= 1;
      if (left < 0) break;
      if (!stillBreaks(simpler)) continue;
      best = simpler;
      found = true;
      break;
    }
  }
  return best;
};
