/** What changes that let somebody act have in common: who is free to act, at what price, and when. @module */
import type { AccountSpec, MarketSpec, Scenario, ScriptedEvent } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';

/** The trial with some of its scenario changed. */
export const withScenario = (trial: Trial, scenario: Partial<Scenario>): Trial => ({
  ...trial,
  scenario: { ...trial.scenario, ...scenario },
});

/** Accounts that hold something and do nothing by themselves: whatever they do in the second trial is the change. */
export const idleHolders = ({ scenario }: Trial): readonly AccountSpec[] => {
  const acting = new Set(scenario.events.flatMap((event) => ('account' in event ? [event.account] : [])));
  return scenario.accounts.filter(
    ({ name, kind, positions }) => kind === 'trader' && positions.length > 0 && !acting.has(name),
  );
};

/** Ends of all steps, seconds; of scenarios with one length of step. */
export const stepEnds = ({ scenario: { duration, step } }: Trial): readonly number[] =>
  Array.from({ length: Math.floor(duration / step) }, (_, i) => (i + 1) * step);

type Frames = readonly (readonly [number, number])[];

/** Price multipliers of each market over time, where the scenario writes them out; nothing otherwise. */
export const pathsOf = ({ scenario }: Trial): Readonly<Record<string, Frames>> | undefined => {
  const params = scenario.shock.params as { readonly markets?: Readonly<Record<string, Frames>> };
  return scenario.shock.mechanism.name === 'keyframes' ? params.markets : undefined;
};

/** The same scenario on other paths. */
export const withPaths = (trial: Trial, markets: Readonly<Record<string, Frames>>): Trial => {
  const { shock } = trial.scenario;
  return withScenario(trial, { shock: { ...shock, params: { ...(shock.params as object), markets } } });
};

/** Price at a time as decimal text on the market's ticks, times a factor, inside its band; nothing where no path is written out. */
export const priceAt = (trial: Trial, market: MarketSpec, at: number, factor = 1): string | undefined => {
  const frame = pathsOf(trial)?.[market.id]?.findLast(([time]) => time <= at);
  if (frame === undefined) return undefined;
  const tick = Number(market.tick);
  const inBand = Math.min(
    Number(market.band.cap),
    Math.max(Number(market.band.floor), market.open * frame[1] * factor),
  );
  return (Math.max(1, Math.round(inBand / tick)) * tick).toFixed(market.tick.split('.')[1]?.length ?? 0);
};

/** What a lot is worth at the open, in whole coins of the settlement asset, at least one. */
export const lotWorth = ({ kind, lot, face, open }: MarketSpec): number =>
  Math.max(1, Math.ceil(kind === 'linear' ? Number(lot ?? 1) * open : Number(face ?? 1) / open));

/** Two orders that meet: the seller rests, the buyer takes. Negative lots turn them round. */
export const trade = (
  at: number,
  when: 'before-margin-check' | 'before-adl' | 'agents',
  market: string,
  limit: string,
  [buyer, seller]: readonly [string, string],
  lots: number,
): readonly ScriptedEvent[] => [
  { at, when, account: seller, do: 'place', market, lots: -lots, limit, timeInForce: 'gtc' },
  { at, when, account: buyer, do: 'place', market, lots, limit, timeInForce: 'ioc' },
  { at, when, account: seller, do: 'cancel-all' },
];
