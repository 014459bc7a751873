import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oiScaledInitialMargin as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { obeysLaws } from './margin-laws.ts';

// Small-Cap as in the genesis file: 10 %, half of it for maintenance, caps of 20 and 50 million. Here in whole dollars, price 1.
const params = paramsOf(margin);
const at = (openInterest: number, given = params) => margin.schedule(marketView({ mark: 1, openInterest }), given);

describe('initial margin', () => {
  /*
   * open interest      20m      27.5m      35m     50m
   * share of the way     0       1/4       1/2       1
   * initial           10 %    32.5 %      55 %   100 %
   */
  test.each([
    [0, 100],
    [20_000_000, 100],
    [27_500_000, 325],
    [35_000_000, 550],
    [50_000_000, 1000],
    [80_000_000, 1000],
  ])('of 1,000 at an open interest of %i is %i', (openInterest, initial) => {
    expect(at(openInterest).initial(1000, 10)).toBe(initial);
  });

  test('is rounded up once, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), fc.integer({ min: 20_000_001, max: 49_999_999 }), (n, lots) => {
        const above = BigInt(lots - 20_000_000);
        const exact = BigInt(n) * (30_000_000n + 9n * above);
        expect(BigInt(at(lots).initial(n, 1))).toBe((exact + 299_999_999n) / 300_000_000n);
      }),
    );
  });

  test('grows with open interest, maintenance does not', () => {
    const interest = fc.integer({ min: 0, max: 60_000_000 });
    fc.assert(
      fc.property(interest, interest, fc.integer({ min: 0, max: 2 ** 50 }), (a, b, notional) => {
        const [low, high] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(low.initial(notional, 1)).toBeLessThanOrEqual(high.initial(notional, 1));
        expect(low.maintenance(notional, 1)).toBe(high.maintenance(notional, 1));
      }),
    );
  });

  test('obeys the laws of margin at any open interest', () => {
    const notional = fc.integer({ min: 0, max: 2 ** 50 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000_000 }), notional, notional, (openInterest, a, b) =>
        obeysLaws(at(openInterest), a, b),
      ),
    );
  });

  test('is read at the index price, with caps a multiple of the published ones', () => {
    const market = marketView({ mark: 100, oracle: 200, openInterest: 175_000 });
    expect(margin.schedule(market, params).initial(1000, 1)).toBe(550);
    expect(margin.schedule(market, paramsOf(margin, { capTimes: '2' })).initial(1000, 1)).toBe(100);
  });
});

describe('tiers', () => {
  const tiers = { Large: { initial: '0.02' }, Small: { initial: '0.1', maintenance: '0.5' } };

  test('are those of the market, else the one for all others', () => {
    const given = paramsOf(margin, { tiers, markets: { BTC: 'Large' }, otherwise: 'Small' });
    const of = (id: string) => {
      const { initial, maintenance } = margin.schedule(marketView({ id, openInterest: 10 ** 9 }), given);
      return [initial(10_000, 1), maintenance(10_000, 1)];
    };
    // Without an upper cap nothing is scaled.
    expect(of('BTC')).toEqual([200, 120]);
    expect(of('constructor')).toEqual([1000, 500]);
  });

  test('must exist', () => {
    const given = paramsOf(margin, { tiers, markets: { BTC: 'Larg' } });
    expect(() => margin.schedule(marketView(), given)).toThrow(
      'market BTC is in the liquidity tier "Larg", which is not listed',
    );
  });

  test('have caps in order', () => {
    const given = paramsOf(margin, {
      tiers: { Odd: { initial: '0.1', lowerCap: '5', upperCap: '4' } },
      otherwise: 'Odd',
    });
    expect(() => margin.schedule(marketView(), given)).toThrow('the lower cap of tier Odd is 5 units, its upper cap 4');
  });
});
