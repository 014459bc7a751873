import type { ExchangeDesign } from '../../exchange/index.ts';
import type { Scenario, ScriptedEvent } from '../../world/index.ts';
import type { Dice } from '../dice.ts';
import { handWritten } from '../trials/hand-written.ts';
import type { Trial } from '../trials/trial.ts';
import { gridMarket, IDS } from './grid.ts';
import { walk } from './path.ts';
import { people, type Settlement } from './people.ts';
import { act, ladder } from './script.ts';

/** What trials are made of. */
export interface GenerateOptions {
  /** Decimals of the settlement asset; amounts of the design need them. Drawn when left out. */
  readonly decimals?: number;
}

/** Lengths of a step, seconds: waiting times of mechanisms are seconds to hours. */
const STEPS = [10, 10, 10, 60, 3600] as const;

const settlementOf = (dice: Dice, { instruments = {} }: ExchangeDesign, decimals: number): Settlement => {
  const coin = dice.once(4);
  const markets = Array.from({ length: dice.pick([1, 2, 1, 3]) }, (_, number) => {
    const isListed = Object.hasOwn(instruments, IDS[number] as string);
    return coin && !isListed && dice.once(4)
      ? gridMarket(dice, number, 2, { settle: 'COIN' })
      : gridMarket(dice, number, decimals, { isListed });
  });
  return {
    markets,
    decimals,
    coin,
    modest: markets.some(({ spec }) => Object.hasOwn(instruments, spec.id) || spec.kind === 'inverse'),
  };
};

/** The second asset: at ten units of the first, and at times worth next to nothing later. */
const coinOf = (dice: Dice, decimals: number, duration: number): Scenario['assets'][number] => ({
  name: 'COIN',
  decimals: 2,
  price: decimals === 0 ? '10' : '1.5',
  path: [
    [0, 1],
    [duration, dice.pick([1, 0.9, 0.5, 0.01, 2])],
  ],
});

/** What happens on the way: a book at the beginning, what people do in each step, and at times the end of a market. */
const eventsOf = (
  dice: Dice,
  settlement: Settlement,
  accounts: Scenario['accounts'],
  paths: readonly (readonly number[])[],
  step: number,
): readonly ScriptedEvent[] => {
  const steps = (paths[0]?.length ?? 1) - 1;
  const events: ScriptedEvent[] = [];
  const most = dice.pick([4, 0, 12, 24]);
  for (let i = 1; i <= steps; i++) {
    // Who acts at the beginning of a step knows the prices of the step before.
    const moment = { at: i * step, prices: paths.map((prices) => prices[i - 1] as number) };
    if (dice.once(3)) events.push(...ladder(dice, settlement, accounts, moment));
    for (let acts = dice.below(most + 1); acts > 0; acts--) events.push(act(dice, settlement, accounts, moment));
  }
  if (dice.once(16)) {
    const market = settlement.markets[dice.below(settlement.markets.length)]?.spec.id as string;
    events.push({ at: dice.between(1, steps) * step, do: 'close-market', market });
  }
  return events;
};

/**
 * A trial of a design, read off the dice: the same words make the same trial.
 *
 * Ranges reach the corners: empty books and deep ones, no fund and a huge one, prices that fall to a hundredth, copies of one account, books
 * in which every winner is hedged, collateral that loses all its worth.
 */
export const generateTrial = (dice: Dice, design: ExchangeDesign, options: GenerateOptions = {}): Trial => {
  const decimals = options.decimals ?? dice.pick([0, 0, 2, 6]);
  const settlement = settlementOf(dice, design, decimals);
  const steps = dice.once(3) ? dice.between(10, 20) : dice.between(1, 10);
  const step = dice.pick(STEPS);
  const paths = settlement.markets.map((market) => walk(dice, market, steps));
  const accounts = people(dice, settlement);
  const share = dice.pick([0, 1, 10, 100, 1000, undefined]);
  const held = accounts.reduce((sum, { deposit }) => sum + Number(deposit.USD), 0);
  const fundTotal =
    share === undefined ? {} : { fundTotal: Math.floor((held * Number(`1e${decimals}`) * share) / 1000) };
  const scenario = handWritten({
    name: 'trial',
    summary: 'A generated trial.',
    step,
    prices: paths,
    assets: [{ name: 'USD', decimals }, ...(settlement.coin ? [coinOf(dice, decimals, steps * step)] : [])],
    markets: settlement.markets.map(({ spec }) => spec),
    accounts,
    events: eventsOf(dice, settlement, accounts, paths, step),
  });
  return { design, scenario, seed: dice.below(1000), ...fundTotal };
};
