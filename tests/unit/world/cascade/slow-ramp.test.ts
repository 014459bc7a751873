import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CascadeMarket, cascade, cohortMap, type ImpactView, type LiquidationMap } from '../../../../src/index.ts';
import { kyle, shapeTransient } from '../../../../src/world/models/index.ts';

const STEPS = 400;

/** Ramps the exogenous price down by a log shock and sells, at each of many steps, whatever the price has reached; returns the log fall. */
const ramped = (
  shock: number,
  openInterest: number,
  map: LiquidationMap,
  sell: (notional: number) => number,
): number => {
  let sold = 0;
  let displacement = 0;
  for (let i = 1; i <= STEPS; i++) {
    const exogenous = (shock * i) / STEPS;
    for (;;) {
      const due = openInterest * map(exogenous + displacement) - sold;
      if (!(due > 1e-9)) break;
      displacement = sell(due);
      sold += due;
    }
  }
  return shock + displacement;
};

const view: ImpactView = {
  market: { id: 'M', class: 'btc', open: 100, beta: 1, openInterest: 1e9, depthAtOnePercent: 4e6 },
  multiplier: 0.5,
  quoted: 0.5,
};
const market = (shape: number, liquidated: LiquidationMap): CascadeMarket => ({
  openInterest: 1e9,
  offBook: 0,
  liquidated,
  depthAtOnePercent: 4e6,
  multiplier: 0.5,
  refills: 20,
  shape,
  standby: 0,
});
const shocks = fc.integer({ min: 1, max: 150 }).map((k) => k / 1000);
const cohorts = fc
  .record({ levered: fc.integer({ min: 5, max: 20 }), median: fc.integer({ min: 3, max: 20 }) })
  .map(({ levered, median }) =>
    cohortMap({
      levered: levered / 100,
      median,
      sigma: 0.8,
      maxLeverage: 50,
      maintenance: 0.01,
      grid: { leverages: 60, entries: 8 },
    }),
  );

test('a slow ramp through a book that does not refill ends where the static oracle says', () => {
  fc.assert(
    fc.property(shocks, cohorts, (shock, map) => {
      const params = shapeTransient.params.parse({ shape: 0.8, reach: 20, standby: 0, deepest: 5 });
      const state = { consumed: 0 };
      const fall = ramped(shock, 1e9, map, (notional) => {
        shapeTransient.apply({ side: -1, notional }, view, params, state);
        return shapeTransient.displacement(view, params, state);
      });
      const { fall: expected } = cascade(shock, market(0.8, map));
      // Deeper than the book goes there is nothing to compare.
      if (expected - shock < 5) expect(fall).toBeCloseTo(expected, 9);
    }),
    { numRuns: 40 },
  );
});

test('a linear book too', () => {
  fc.assert(
    fc.property(shocks, cohorts, (shock, map) => {
      const params = kyle.params.parse({ reach: 20, permanent: 1, deepest: 5 });
      const state = { permanent: 0, transient: 0 };
      const fall = ramped(shock, 1e9, map, (notional) => {
        kyle.apply({ side: -1, notional }, view, params, state);
        return kyle.displacement(view, params, state);
      });
      expect(fall).toBeCloseTo(cascade(shock, market(1, map)).fall, 9);
    }),
    { numRuns: 40 },
  );
});
