import { expect, it } from 'vitest';
import { resultOf } from '../../../src/measure/index.ts';
import { adl, closeAt, use } from '../../fixtures/exchange.ts';
import { smallWorld } from './small-world.ts';

const fundLayer = { label: 'fund', kind: 'fund' as const, pool: 'fund' };

it('is what the pools opened with less their least: 1000, of which 10 go to the one default', () => {
  // Closed at mark the account of 50 is left 10 short, which the fund pays.
  const { metrics } = resultOf(smallWorld('paid', [adl({ closeOut: use(closeAt('mark')) }), fundLayer], 100_000));
  expect(metrics).toMatchObject({ fundLow: '990', fundDraw: '10', fund: '10' });
});

it('is nothing where the pools lose nothing', () => {
  expect(resultOf(smallWorld()).metrics).toMatchObject({ fundLow: '1000', fundDraw: '0' });
});
