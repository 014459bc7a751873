import type { ExchangeDesign } from '../../exchange/index.ts';
import type { AccountSpec, MarketSpec, Scenario, ScriptedEvent } from '../../world/index.ts';
import { keyframes } from '../../world/models/keyframes.ts';
import type { Dice } from '../dice.ts';
import type { Trial } from '../trials/trial.ts';

/** Length of a step, seconds. */
const STEP = 10;
const OPEN = 1000;
const FLOOR = 1;
const CAP = 1_000_000;

/** What trials are made of. */
export interface GenerateOptions {
  /** Decimals of the settlement asset; amounts of the design need them. */
  readonly decimals?: number;
}

const market = (dice: Dice, number: number): MarketSpec => ({
  id: ['BTC', 'ALT'][number] as string,
  class: ['bitcoin', 'mid-cap'][number] as string,
  ...(dice.once(3) ? { kind: 'inverse' as const, face: '1000000' } : { kind: 'linear' as const, lot: '1' }),
  tick: '1',
  band: { floor: String(FLOOR), cap: String(CAP) },
  open: OPEN,
  beta: 1,
  openInterest: 0,
  depthAtOnePercent: 0,
});

/** Moves of a step, percent of the price before: mostly small, now and then a gap. */
const MOVES = [100, 98, 102, 95, 105, 90, 110, 80, 125, 60, 160, 30, 3, 300] as const;

const path = (dice: Dice, steps: number): [number, number][] => {
  let price = OPEN;
  const frames: [number, number][] = [[0, 1]];
  for (let step = 1; step <= steps; step++) {
    price = Math.min(900_000, Math.max(2, Math.round((price * dice.pick(MOVES)) / 100)));
    frames.push([step * STEP, price / OPEN]);
  }
  return frames;
};

const people = (dice: Dice, markets: readonly MarketSpec[], money: (units: number) => string): AccountSpec[] => {
  const count = dice.between(2, 20);
  const accounts = Array.from({ length: count }, (_, i): AccountSpec => {
    const positions = markets.flatMap(({ id }, number) => {
      // Sides alternate, so that most losers have a winner to be closed against.
      const lots = (i % 2 === 0 ? 1 : -1) * dice.between(number === 0 ? 1 : 0, 12) * (dice.once(5) ? -1 : 1);
      const entry = Math.round((OPEN * dice.between(90, 110)) / 100);
      return lots === 0 ? [] : [{ market: id, lots, entry: String(entry) }];
    });
    return {
      name: `p${i + 1}`,
      kind: i > 1 && dice.once(4) ? 'maker' : 'trader',
      deposit: { USD: money(dice.below(3000)) },
      positions,
    };
  });
  return balanced(accounts, markets);
};

/** Gives the last account what is missing in each market: every lot held long is held short. */
const balanced = (accounts: readonly AccountSpec[], markets: readonly MarketSpec[]): AccountSpec[] => {
  const missing = markets.flatMap(({ id }) => {
    const sum = accounts
      .flatMap(({ positions }) => positions)
      .reduce((total, { market: of, lots }) => total + (of === id ? lots : 0), 0);
    return sum === 0 ? [] : [{ market: id, lots: -sum, entry: String(OPEN) }];
  });
  if (missing.length === 0) return [...accounts];
  return [...accounts, { name: 'rest', kind: 'trader', deposit: { USD: '1000000' }, positions: missing }];
};

const act = (
  dice: Dice,
  accounts: readonly AccountSpec[],
  markets: readonly MarketSpec[],
  at: number,
  price: readonly number[],
  money: (units: number) => string,
): ScriptedEvent => {
  const account = (accounts[dice.below(accounts.length)] as AccountSpec).name;
  const number = dice.below(markets.length);
  const { id } = markets[number] as MarketSpec;
  const when = dice.pick([
    undefined,
    undefined,
    'agents',
    'before-mark',
    'before-margin-check',
    'between-rounds',
    'before-adl',
  ] as const);
  const base = { at, account, ...(when === undefined ? {} : { when }) };
  const sign = dice.below(2) === 0 ? 1 : -1;
  const limit = String(
    Math.min(CAP, Math.max(FLOOR, Math.round(((price[number] as number) * dice.between(90, 110)) / 100))),
  );
  switch (dice.below(7)) {
    case 0:
    case 1:
      return { ...base, do: 'place', market: id, lots: sign * dice.between(1, 30), limit, timeInForce: 'gtc' };
    case 2:
      return { ...base, do: 'place', market: id, lots: sign * dice.between(1, 10), timeInForce: 'ioc' };
    case 3:
      return { ...base, do: 'deposit', amount: money(dice.between(1, 2000)) };
    case 4:
      return { ...base, do: 'withdraw', amount: money(dice.between(1, 2000)) };
    case 5:
      return { ...base, do: 'reopen' };
    default:
      return { ...base, do: 'cancel-all' };
  }
};

/** A trial of a design, read off the dice: the same words make the same trial. */
export const generateTrial = (dice: Dice, design: ExchangeDesign, options: GenerateOptions = {}): Trial => {
  const { decimals = 0 } = options;
  const money = (units: number): string => String(units);
  const fundTotal = dice.pick([0, 500, 5000, 50_000, undefined]);
  const markets = Array.from({ length: dice.between(1, 2) }, (_, number) => market(dice, number));
  const steps = dice.between(1, 12);
  const paths = markets.map((one) => [one.id, path(dice, steps)] as const);
  const accounts = people(dice, markets, money);
  const events: ScriptedEvent[] = [];
  for (let step = 1; step <= steps; step++) {
    const prices = paths.map(([, frames]) => (frames[step - 1]?.[1] ?? 1) * OPEN);
    for (let i = dice.below(6); i > 0; i--) events.push(act(dice, accounts, markets, step * STEP, prices, money));
  }
  const scenario: Scenario = {
    name: 'trial',
    summary: 'A generated trial.',
    sources: [],
    step: STEP,
    steps: [],
    duration: steps * STEP,
    settle: 'USD',
    assets: [{ name: 'USD', decimals }],
    markets,
    shock: {
      mechanism: keyframes as never,
      params: { markets: Object.fromEntries(paths), classes: {}, interpolation: 'linear', spread: 0, noise: 0 },
    },
    price: 'path',
    agents: [],
    accounts,
    events,
  };
  return {
    design,
    scenario,
    seed: dice.below(1000),
    ...(fundTotal === undefined ? {} : { fundTotal: Number(`${fundTotal}e${decimals}`) }),
  };
};
