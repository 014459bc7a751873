import { describe, expect, test } from 'vitest';
import {
  beginStep,
  deposit,
  type ExchangeDesign,
  fundingPhase,
  indexPhase,
  place,
  type Venue,
  withdraw,
} from '../../src/exchange/index.ts';
import {
  type AdlCloseOut,
  defineAdl,
  defineAdlCloseOut,
  defineAdlEligible,
  defineAdlProtection,
  defineAdlRanking,
  defineAdlTrigger,
  defineCollateral,
  defineFund,
  defineFunding,
  defineLiquidation,
  defineMargin,
  definePayout,
  defineSocialisation,
  isBreakwaterError,
  z,
} from '../../src/index.ts';
import { adl, closeAt, design, person, step, use, venueOf } from '../fixtures/exchange.ts';

const head = { name: 'bad', summary: 'Answers nonsense.', source: 'tests', params: z.strictObject({}) };
const no = (): never => {
  throw new Error('no');
};
const ONE = { n: 1, d: 1 };
const MARGIN = { initial: () => 0, maintenance: () => 0 };

/** Stops with an error a user can read: kind, code, message; a bare one, or none, is a fault of ours. Nobody but the bad one is named. */
const stopped = (run: () => unknown): void => {
  let error: unknown;
  try {
    run();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeDefined();
  expect(isBreakwaterError(error) ? error.message : `bare: ${error}`).toMatch(/^(?!bare|test-)/);
};

const run = (over: Partial<ExchangeDesign>, layers: ExchangeDesign['waterfall'] = [adl()]): void => {
  const assets = [
    { name: 'USD', decimals: 0 },
    { name: 'BTC', decimals: 0 },
  ];
  const venue = venueOf(design(layers, over), [{}], assets);
  const loser = person(venue, 1, [[0, 10, 100]]);
  deposit(venue, loser, 10, 1);
  person(venue, 1000, [[0, -10, 100]]);
  step(venue, [80]);
};
const marginOf = (maintenance: () => number) => ({
  margin: use(defineMargin({ ...head, schedule: () => ({ ...MARGIN, maintenance }) })),
});
const fundOf = (over: object) => ({
  funds: { fund: use(defineFund({ ...head, holds: 'fund', scope: () => 'all', capital: () => 1, ...over })) },
});
const collateralOf = (over: object) => ({
  collateral: use(
    defineCollateral({
      ...head,
      weight: () => ONE,
      saleDiscount: () => ({ n: 0, d: 1 }),
      saleOrder: (held) => held,
      ...over,
    }),
  ),
});
const needing = (need: unknown) =>
  adl({ trigger: use(defineAdlTrigger({ ...head, decide: () => ({ on: true, needs: [need as never] }) })) });
const needOf = (over: object) => needing({ in: 'lots', market: 0, amount: 10, ...over });
const planned = (plans: unknown): ExchangeDesign['waterfall'][number] => ({
  label: 'adl',
  kind: 'adl',
  whole: use(defineAdl({ ...head, plan: () => plans as never })),
});
const pricedAt = (closeOut: Pick<AdlCloseOut, 'value' | 'by'>) =>
  adl({ closeOut: use(defineAdlCloseOut({ ...head, ...closeOut })) });
const protectedBy = (over: object) =>
  adl({ protection: use(defineAdlProtection({ ...head, scope: 'account', ...over })) });
const paidOut = (decision: unknown): void => {
  const payout = definePayout({ ...head, allow: () => decision as never });
  const venue = venueOf(design([], { payout: use(payout) }));
  withdraw(venue, person(venue, 100), 10);
};
const funded = (interval: () => number): void => {
  const venue = venueOf(design([], { funding: use(defineFunding({ ...head, interval, rate: () => 1 })) }));
  beginStep(venue, 1, 10, 10);
  fundingPhase(venue);
};
const asked = (request: (venue: Venue, account: number) => unknown): void => {
  const venue = venueOf(design([]));
  request(venue, person(venue, 1000));
};
const charges = (base: string) => {
  const rule = defineSocialisation({
    ...head,
    takesLots: false,
    next: (subject, _view, _params, _state, outcome) =>
      subject.deficit === 0 || outcome !== undefined
        ? 'pass'
        : [{ do: 'charge', base: base as 'equity', charges: [{ account: 7, amount: 1 }] }],
  });
  run({}, [adl({ closeOut: use(closeAt('mark')) }), { label: 'socialisation', kind: 'socialisation', use: use(rule) }]);
};

const answers = (answer: unknown) => {
  const rule = defineLiquidation({
    ...head,
    takesLots: true,
    next: (_subject, _view, _params, _state, outcome) => (outcome === undefined ? (answer as 'pass') : 'pass'),
  });
  run({}, [{ label: 'liquidation', kind: 'liquidation', use: use(rule) }]);
};

/** Nonsense that the engine once took, or stopped at with an error that named nobody. */
const unchecked: Record<string, () => void> = {
  'maintenance NaN: nobody is ever liquidated': () => run(marginOf(() => Number.NaN)),
  'maintenance below zero': () => run(marginOf(() => -5)),
  'maintenance of half a unit': () => run(marginOf(() => 0.5)),
  'maintenance throws': () => run(marginOf(no)),
  'no schedule': () => run({ margin: use(defineMargin({ ...head, schedule: () => undefined as never })) }),
  'exit buffer NaN: no case closes as healthy': () =>
    run({ margin: use(defineMargin({ ...head, schedule: () => MARGIN, exitBuffer: () => Number.NaN })) }),
  'capital NaN': () => run(fundOf({ capital: () => Number.NaN })),
  'capital below zero': () => run(fundOf({ capital: () => -1 })),
  'capital throws': () => run(fundOf({ capital: no })),
  'floor NaN: the fund never pays': () => run(fundOf({ floor: () => Number.NaN })),
  'flow NaN': () => run(fundOf({ flow: () => ({ amount: Number.NaN, cause: 'top-up' }) })),
  'flow null': () => run(fundOf({ flow: () => null })),
  'a flow among several that is none': () => run(fundOf({ flow: () => [{ amount: 1, cause: 'top-up' }, null] })),
  'funding interval NaN: funding is never paid': () => funded(() => Number.NaN),
  'funding interval 0': () => funded(() => 0),
  'funding interval throws': () => funded(no),
  'weight of a ranking NaN': () =>
    run({}, [adl({ ranking: use(defineAdlRanking({ ...head, score: () => 0, weigh: () => Number.NaN })) as never })]),
  'a need in pigs: charged as gains': () => run({}, [needOf({ in: 'pigs' })]),
  'a need that is none': () => run({}, [needing(null)]),
  'a price shift of NaN: the close-out was blamed': () => run({}, [needOf({ priceShift: Number.NaN })]),
  'a need of a pool there is not': () => run({}, [needOf({ pool: 'nobody' })]),
  'a whole plan that is none': () => run({}, [planned([null])]),
  'a whole plan without actions': () => run({}, [planned([{ case: 1 }])]),
  'two values for orders that rest: one was forgotten': () =>
    run({}, [pricedAt({ by: 'resting-orders', value: () => ({ subject: 800, counterparty: 700 }) })]),
  'a close-out by a word that is none': () =>
    run({}, [pricedAt({ by: 'resting' as 'fill', value: () => ({ subject: 800 }) })]),
  'scan limit NaN: nobody is looked at': () =>
    run({}, [adl({ eligible: [use(defineAdlEligible({ ...head, scanLimit: () => Number.NaN }))] })]),
  'tier NaN: nobody is cut': () => run({}, [protectedBy({ tier: () => Number.NaN })]),
  'limit of two wholes': () => run({}, [protectedBy({ limitPerMillion: () => 2_000_000 })]),
  'companions undefined': () => run({}, [protectedBy({ complete: () => undefined })]),
  'a replacement that is none': () => run({}, [protectedBy({ replace: () => null })]),
  'payout NaN': () => paidOut({ paid: Number.NaN }),
  'payout of half a unit': () => paidOut({ paid: 0.5 }),
  'payout undefined': () => paidOut(undefined),
  'payout to nobody: goes to the fee collector': () => paidOut({ paid: 1, withheld: 1, to: 'nobody' }),
  'payout beyond the request': () => paidOut({ paid: 1000 }),
  'weight of collateral NaN': () => run(collateralOf({ weight: () => Number.NaN })),
  'weight of collateral throws': () => run(collateralOf({ weight: no })),
  'sale order undefined': () => run(collateralOf({ saleOrder: () => undefined })),
  'an action that is none': () => answers([null]),
  'an offer to nothing': () => answers([{ do: 'offer', market: 0, lots: 10, value: 800, share: 'pro-rata' }]),
  'a fee that is none': () =>
    answers([
      { do: 'offer', market: 0, lots: 10, value: 800, to: [{ account: 8, capacity: 1 }], share: 'pro-rata', fee: null },
    ]),
  'a cut of nothing': () => answers([{ do: 'cut', market: 0, value: 800 }]),
  'a share in pigs': () =>
    answers([{ do: 'offer', market: 0, lots: 10, value: 800, to: [{ account: 7, capacity: 1 }], share: 'pigs' }]),
  'charge on pigs: measured on deposits': () => charges('pigs'),
  'index beyond the band of its market': () => indexPhase(venueOf(design([])), [2_000_000]),
  'an order of NaN lots': () =>
    asked((venue, account) => place(venue, { do: 'place', account, market: 0, lots: Number.NaN, timeInForce: 'ioc' })),
  'an order at half a tick': () =>
    asked((venue, account) =>
      place(venue, { do: 'place', account, market: 0, lots: 1, limit: 99.5, timeInForce: 'gtc' }),
    ),
  'an order in a market there is not': () =>
    asked((venue, account) => place(venue, { do: 'place', account, market: 9, lots: 1, timeInForce: 'ioc' })),
  'a deposit of NaN': () => asked((venue, account) => deposit(venue, account, Number.NaN)),
  'a withdrawal of NaN': () => asked((venue, account) => withdraw(venue, account, Number.NaN)),
};

describe('nonsense is told from sense', () => {
  for (const [says, nonsense] of Object.entries(unchecked)) test(says, () => stopped(nonsense));
});
