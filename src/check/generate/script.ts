import type { AgentPoint } from '../../contract/index.ts';
import type { AccountSpec, ScriptedEvent } from '../../world/index.ts';
import type { Dice } from '../dice.ts';
import { type GridMarket, scaled } from './grid.ts';
import type { Settlement } from './people.ts';

const POINTS: readonly [AgentPoint | undefined, ...(AgentPoint | undefined)[]] = [
  undefined,
  undefined,
  undefined,
  'agents',
  'before-mark',
  'before-margin-check',
  'between-rounds',
  'before-adl',
];

/** When somebody acts, and at which prices, ticks by market. */
interface Moment {
  readonly at: number;
  readonly prices: readonly number[];
}

const nearText = (dice: Dice, { floor, cap, tick }: GridMarket, price: number): string =>
  scaled(Math.min(cap, Math.max(floor, Math.round((price * dice.between(90, 110)) / 100))), tick);

/** Something that somebody does. */
export const act = (
  dice: Dice,
  settlement: Settlement,
  accounts: readonly AccountSpec[],
  { at, prices }: Moment,
): ScriptedEvent => {
  const { markets, decimals } = settlement;
  const { name: account, positions } = accounts[dice.below(accounts.length)] as AccountSpec;
  const number = dice.below(markets.length);
  const market = markets[number] as GridMarket;
  const when = dice.pick(POINTS);
  const who = { account, ...(when === undefined ? {} : { when }) };
  const unit = Math.max(1, Math.round(Math.abs(positions[0]?.lots ?? 12) / 4));
  const lots = (dice.below(2) === 0 ? 1 : -1) * dice.between(1, 6) * unit;
  const limit = nearText(dice, market, prices[number] as number);
  const money = (most: number): string => scaled(dice.between(1, most) * market.lotValue, -decimals);
  switch (dice.below(8)) {
    case 0:
    case 1:
    case 2:
      return {
        at,
        ...who,
        do: 'place',
        market: market.spec.id,
        lots,
        limit,
        timeInForce: dice.pick(['gtc', 'gtc', 'post-only']),
      };
    case 3:
      return { at, ...who, do: 'place', market: market.spec.id, lots, timeInForce: dice.pick(['ioc', 'fok']) };
    case 4:
      return { at, ...who, do: 'deposit', amount: money(6) };
    case 5:
      return { at, ...who, do: 'withdraw', amount: money(12) };
    case 6:
      return { at, ...who, do: 'withdraw', amount: scaled(1 + dice.below(1000), -decimals) };
    default:
      return { at, ...who, do: dice.pick(['cancel-all', 'reopen']) };
  }
};

/** A book of resting orders on both sides of a price, by those who make markets. */
export const ladder = (
  dice: Dice,
  { markets }: Settlement,
  accounts: readonly AccountSpec[],
  { at, prices }: Moment,
): readonly ScriptedEvent[] => {
  const makers = accounts.filter(({ kind }) => kind === 'maker');
  const orders: ScriptedEvent[] = [];
  for (const { name: account, positions } of makers)
    for (const [number, { spec, floor, cap, tick }] of markets.entries())
      for (const side of [1, -1]) {
        if (dice.once(3)) continue;
        const away = dice.pick([1, 2, 5, 20]);
        const ticks = Math.round(((prices[number] as number) * (100 - side * away)) / 100);
        const size = Math.max(1, Math.abs(positions[0]?.lots ?? 12)) * dice.pick([1, 3, 30]);
        orders.push({
          at,
          account,
          do: 'place',
          market: spec.id,
          lots: side * size,
          limit: scaled(Math.min(cap, Math.max(floor, ticks)), tick),
          timeInForce: 'gtc',
        });
      }
  return orders;
};
