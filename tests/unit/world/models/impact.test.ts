import { describe, expect, test } from 'vitest';
import { defineImpact, type Impact, type ImpactView, z } from '../../../../src/index.ts';
import { kyle, none, shapeTransient, worldModels } from '../../../../src/world/models/index.ts';
import { IMPACT_FACTS } from './impact-facts.ts';

const rivals = worldModels.filter((model) => model.slot === 'impact') as unknown as Impact[];

test('there are rivals', () => {
  expect(rivals.map(({ name }) => name)).toEqual(['shape-transient', 'kyle', 'none']);
});

describe.each(rivals.map((impact) => [impact.name, impact] as const))('%s', (_, impact) => {
  const params = impact.params.parse({});
  test.each(Object.entries(IMPACT_FACTS))('%s', (id, fact) => {
    if (impact.exempt !== undefined && Object.hasOwn(impact.exempt, id))
      expect(() => fact(impact, params), `the exemption "${impact.exempt[id]}" is stale`).toThrow();
    else fact(impact, params);
  });
  test('is exempt from known facts only', () => {
    expect(Object.keys(IMPACT_FACTS)).toEqual(expect.arrayContaining(Object.keys(impact.exempt ?? {})));
  });
});

describe('a mechanism with one fault fails the fact it breaks', () => {
  type State = { sold: number };
  const sound = {
    name: 'planted',
    summary: 'Linear.',
    source: 'tests',
    params: z.strictObject({}),
    initial: () => ({ sold: 0 }),
    depth: (d: number, v: ImpactView) => Math.min(d, 2) * 100 * v.market.depthAtOnePercent,
  };
  const price = (sold: number, v: ImpactView): number => Math.exp(-sold / (100 * v.market.depthAtOnePercent));
  const planted = (over: Partial<Parameters<typeof defineImpact<typeof sound.params, State>>[0]>) =>
    defineImpact<typeof sound.params, State>({
      ...sound,
      quote: ({ side, notional }, v, _, { sold }) => {
        const [start, endPrice] = [price(sold, v), price(sold - side * notional, v)];
        return { filled: notional, vwap: Math.sqrt(start * endPrice), endPrice };
      },
      apply: ({ side, notional }, _v, _p, state) => {
        state.sold -= side * notional;
      },
      step: (seconds, _v, _p, state) => {
        state.sold *= Math.exp(-seconds / 100);
      },
      displacement: (v, _, { sold }) => sold / (100 * v.market.depthAtOnePercent),
      ...over,
    }) as unknown as Impact;

  test.each<[string, Impact]>([
    [
      'impact/bigger-is-no-better',
      planted({ quote: ({ notional }) => ({ filled: notional, vwap: 1 / (1 + notional), endPrice: 1 }) }),
    ],
    ['impact/stays-in-bounds', planted({ quote: ({ notional }) => ({ filled: notional, vwap: 1.1, endPrice: 1 }) })],
    [
      // Impact of buying only: what is bought can be sold higher.
      'impact/no-free-round-trip',
      planted({
        quote: ({ side, notional }, v, _, { sold }) => {
          const [start, endPrice] = [price(sold, v), price(side === 1 ? sold - notional : sold, v)];
          return { filled: notional, vwap: start, endPrice };
        },
      }),
    ],
    // The square root of each order on its own: two halves move the price more than the whole.
    [
      'impact/splits-agree',
      planted({
        apply: ({ side, notional }, v, _p, state) => {
          state.sold -= side * Math.sqrt(notional * v.market.depthAtOnePercent);
        },
      }),
    ],
    [
      'impact/steps-add-up',
      planted({
        step: (seconds, _v, _p, state) => {
          state.sold /= 1 + seconds / 100;
        },
      }),
    ],
    ['impact/scales', planted({ displacement: (_v, _p, { sold }) => sold / 1e6 })],
    ['impact/moves-the-price', planted({ displacement: () => 0 })],
    ['impact/forgets', planted({ step: () => {} })],
  ])('%s', (id, faulty) => {
    expect(() => IMPACT_FACTS[id]!(faulty, {})).toThrow();
  });
});

const view = (over: Partial<ImpactView['market']> = {}, multiplier = 1): ImpactView => ({
  market: { id: 'M', class: 'major', open: 100, beta: 1, openInterest: 1000, depthAtOnePercent: 10, ...over },
  multiplier,
  quoted: multiplier,
});

describe('shape-transient, worked', () => {
  const params = shapeTransient.params.parse({ shape: 0.5, reach: 10, halfLife: '100s', standby: 0 });
  const sold = (notional: number) => {
    const state = { consumed: 0 };
    shapeTransient.apply({ side: -1, notional }, view(), params, state);
    return state;
  };
  test('twice the depth of the whole market pushes by 4 %, b being a half', () => {
    // D = 10 x 10; E = 200; delta = 0.01 (200 / 100)^2.
    expect(shapeTransient.displacement(view(), params, sold(200))).toBeCloseTo(0.04, 12);
  });
  test('the same sale pushes further once makers have left', () => {
    expect(shapeTransient.displacement(view({}, 0.5), params, sold(200))).toBeCloseTo(0.16, 12);
  });
  test('half is refilled in a half-life, which takes longer with half the makers', () => {
    const state = sold(200);
    shapeTransient.step(100, view(), params, state);
    expect(state.consumed).toBeCloseTo(100, 9);
    shapeTransient.step(200, view({}, 0.5), params, state);
    expect(state.consumed).toBeCloseTo(50, 9);
  });
  test('standby demand comes in at w OI delta / T', () => {
    const slow = shapeTransient.params.parse({ shape: 1, reach: 10, halfLife: '1000d', standby: 2, response: '100s' });
    const state = { consumed: 200 };
    // delta = 0.02, so 2 x 1000 x 0.02 / 100 s = 0.4 a second.
    shapeTransient.step(0.01, view(), slow, state);
    expect((200 - state.consumed) / 0.01).toBeCloseTo(0.4, 3);
  });
  test('buying pushes up, and classes have their own numbers', () => {
    const own = shapeTransient.params.parse({ shape: 1, reach: 10, classes: { tail: { reach: 1, shape: 0.5 } } });
    const state = { consumed: -20 };
    expect(shapeTransient.displacement(view(), own, state)).toBeCloseTo(-0.002, 12);
    expect(shapeTransient.displacement(view({ class: 'tail' }), own, state)).toBeCloseTo(-0.04, 12);
  });
  test('the book ends at the deepest displacement', () => {
    const found = shapeTransient.quote({ side: -1, notional: 1e12 }, view(), params, { consumed: 0 });
    expect(found.filled).toBeCloseTo(100 * 100 ** 0.5, 6);
    expect(found.endPrice).toBeCloseTo(Math.exp(-1), 12);
  });
  test('a market without depth is not moved', () => {
    const dry = view({ depthAtOnePercent: 0 });
    const state = { consumed: 0 };
    expect(shapeTransient.quote({ side: -1, notional: 5 }, dry, params, state)).toEqual({
      filled: 0,
      vwap: 1,
      endPrice: 1,
    });
    shapeTransient.apply({ side: -1, notional: 5 }, dry, params, state);
    shapeTransient.step(5, dry, params, state);
    expect(shapeTransient.displacement(dry, params, state)).toBe(0);
  });
});

test('kyle, worked: a tenth of the push stays, half of the rest is gone after a half-life', () => {
  const params = kyle.params.parse({ reach: 1, permanent: 0.1, halfLife: '60s' });
  const state = { permanent: 0, transient: 0 };
  // lambda = 0.01 / 10, so 100 push by 0.1.
  kyle.apply({ side: -1, notional: 100 }, view(), params, state);
  expect(kyle.displacement(view(), params, state)).toBeCloseTo(0.1, 12);
  kyle.step(60, view(), params, state);
  expect(kyle.displacement(view(), params, state)).toBeCloseTo(0.055, 12);
  expect(kyle.quote({ side: -1, notional: 0 }, view(), params, state).vwap).toBeCloseTo(Math.exp(-0.055), 12);
});

test('none moves nothing', () => {
  expect(none.quote({ side: -1, notional: 1e9 }, view(), {}, null)).toEqual({ filled: 1e9, vwap: 1, endPrice: 1 });
});
