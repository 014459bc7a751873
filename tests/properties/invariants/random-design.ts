import type { Dice } from '../../../src/check/index.ts';
import type { ExchangeDesign, WaterfallLayer } from '../../../src/exchange/index.ts';
import { amount, defineBackstop, defineFund, z } from '../../../src/index.ts';
import { adl, bookLayer, closeAt, deficits, design, testFund, testMargin, use } from '../../fixtures/exchange.ts';

/** A fund with a pool for each market. */
const fundByMarket = (capital: number, floor: number) =>
  defineFund({
    name: 'test-fund-by-market',
    summary: 'One pool a market.',
    source: 'tests',
    params: z.strictObject({ extra: amount().optional() }),
    holds: 'fund',
    scope: (market) => market.id,
    capital: () => capital,
    floor: () => floor,
  });

/** A pool of the leg's market takes it over at mark, never from itself; works inventory out at the book. */
const takeOverLayer = (by: string, margin: 'kept' | 'forfeited') =>
  defineBackstop({
    name: 'test-take-over-by-market',
    summary: 'Takes each leg over at mark.',
    source: 'tests',
    params: z.strictObject({}),
    takesLots: true,
    next: (subject, view, _params, _state, outcome) =>
      outcome !== undefined
        ? 'pass'
        : subject.legs
            .filter((leg) => view.pool(by, leg.market.number)?.account !== subject.subject.id)
            .map((leg) => ({
              do: 'takeOver',
              by,
              market: leg.market.number,
              lots: leg.lots,
              value: leg.value,
              margin,
            })),
    work: (subject, _view, _params, _state, outcome) =>
      outcome !== undefined
        ? 'pass'
        : subject.legs.map((leg) => ({ do: 'order', market: leg.market.number, lots: leg.lots, timeInForce: 'ioc' })),
  });

/** A design put together at random from the layers of the fixture. */
export const randomDesign = (dice: Dice): ExchangeDesign => {
  const capital = dice.pick([0, 500, 5000, 50_000]);
  const fund =
    process.env.SCOPED !== '0' && dice.once(3) ? fundByMarket(capital, dice.pick([0, 100])) : testFund(capital);
  const layers: (() => WaterfallLayer)[] = [
    () => ({ label: 'liquidation', kind: 'liquidation', use: use(bookLayer()) }),
    () => ({ label: 'backstop', kind: 'backstop', use: use(takeOverLayer('fund', dice.pick(['kept', 'forfeited']))) }),
    () => ({ label: 'vault', kind: 'backstop', use: use(takeOverLayer('vault', dice.pick(['kept', 'forfeited']))) }),
    () => ({ label: 'fund', kind: 'fund', pool: dice.pick(['fund', 'vault']) }),
    () => adl({ closeOut: use(closeAt(dice.pick(['bankruptcy', 'mark', 'previous']))) }),
    () => adl({ trigger: use(deficits), settle: 'gains' }, 'gains'),
  ];
  const waterfall: WaterfallLayer[] = [];
  for (let i = dice.between(1, 5); i > 0 && layers.length > 0; i--) {
    const [layer] = layers.splice(dice.below(layers.length), 1);
    if (layer !== undefined) waterfall.push(layer());
  }
  return design(waterfall, {
    margin: use(testMargin(dice.pick([0, 10_000, 50_000]))),
    funds: { fund: use(fund), vault: use(testFund(dice.pick([0, 2000, 50_000]), 'vault')) },
    fees: dice.pick([
      { takerPerMillion: 0, makerPerMillion: 0 },
      { takerPerMillion: 500, makerPerMillion: 100 },
    ]),
    walk: dice.pick(['breadth', 'depth']),
    dueOrder: dice.pick(['account', 'margin-ratio', 'seed']),
    maxRounds: dice.pick([16, 16, 2]),
    defaultersEligible: dice.once(4),
  });
};
