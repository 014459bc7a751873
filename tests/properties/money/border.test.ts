import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admits,
  D,
  formatRatio,
  formatUnits,
  inverse,
  inverseFromDecimals,
  linear,
  linearFromDecimals,
  parseRatio,
  parseUnits,
  ratioCeil,
  ratioFloor,
  ratioOf,
  Total,
  value,
} from '../../../src/money/index.ts';
import { mulDivNearestTwin } from '../../unit/money/twins.ts';
import { codeOf, fits, natural, signed } from './arbitraries.ts';

const decimals = fc.integer({ min: 0, max: 30 });

describe('decimal texts', () => {
  it('read back as they were written, in the form Decimal writes', () => {
    fc.assert(
      fc.property(signed(), decimals, (units, places) => {
        const text = formatUnits(units, places);
        expect(text).toBe(new D(units).div(new D(10).pow(places)).toFixed());
        expect(parseUnits(text, places)).toBe(units);
        expect(formatUnits(Total.of(units), places)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are accepted exactly when they are a whole number of units that fits', () => {
    const text = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 1, max: 12 }))
      .map(([minus, digits, places]) => {
        const padded = digits.toString().padStart(places + 1, '0');
        return `${minus ? '-' : ''}${padded.slice(0, -places)}.${padded.slice(-places)}`;
      });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 12 }), (written, places) => {
        const units = new D(written).times(new D(10).pow(places));
        if (units.isInteger() && units.abs().lte(Number.MAX_SAFE_INTEGER)) {
          expect(parseUnits(written, places)).toBe(units.toNumber() + 0);
        } else {
          expect(codeOf(() => parseUnits(written, places))).toBe('bad-decimal');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('are never accepted when they are anything else', () => {
    fc.assert(
      fc.property(fc.string(), decimals, (text, places) => {
        fc.pre(!/^-?\d+(\.\d+)?$/.test(text));
        expect(codeOf(() => parseUnits(text, places))).toBe('bad-decimal');
        fc.pre(!/^-?\d+\/\d+$/.test(text));
        expect(codeOf(() => parseRatio(text))).toBe('bad-ratio');
      }),
    );
  });
});

describe('ratios', () => {
  it('are in lowest terms and read back as they were written', () => {
    fc.assert(
      fc.property(signed(), natural(1), (n, d) => {
        const ratio = ratioOf(n, d);
        expect(BigInt(ratio.n) * BigInt(d)).toBe(BigInt(n) * BigInt(ratio.d));
        expect(parseRatio(`${n}/${d}`)).toEqual(ratio);
        expect(parseRatio(formatRatio(ratio))).toEqual(ratio);
        expect(ratioOf(ratio.n, ratio.d)).toEqual(ratio);
      }),
      { numRuns: 2_000 },
    );
  });

  it('split an amount without making or losing a unit', () => {
    fc.assert(
      fc.property(signed(), natural(1), natural(0), (amount, d, part) => {
        const n = part % (d + 1);
        expect(ratioFloor(amount, ratioOf(n, d)) + ratioCeil(amount, ratioOf(d - n, d))).toBe(amount);
      }),
    );
  });
});

describe('instruments', () => {
  const terms = fc.oneof(
    natural(1).map((tickValue) => linear({ tickValue })),
    natural(1).map((face) => inverse({ face })),
  );

  it('value a position as big integers do, or overflow', () => {
    fc.assert(
      fc.property(terms, signed(), natural(1), (instrument, lots, ticks) => {
        const twin =
          instrument.kind === 'linear'
            ? BigInt(lots) * BigInt(ticks) * BigInt(instrument.tickValue)
            : -mulDivNearestTwin(lots, instrument.face, ticks);
        if (fits(twin)) expect(BigInt(value(instrument, lots, ticks))).toBe(twin);
        else expect(codeOf(() => value(instrument, lots, ticks))).toBe('overflow');
      }),
      { numRuns: 10_000 },
    );
  });

  it('are odd in the size, so that the two sides of a fill cancel', () => {
    fc.assert(
      fc.property(terms, signed(2 ** 20), natural(1), (instrument, lots, ticks) => {
        fc.pre(codeOf(() => value(instrument, lots, ticks)) === undefined);
        expect(value(instrument, lots, ticks) + value(instrument, -lots, ticks)).toBe(0);
      }),
    );
  });

  it('admit a position exactly when all of an account fit at the worst price of the band', () => {
    const band = fc.tuple(natural(1, 2 ** 30), natural(0, 2 ** 20)).map(([floor, width]) => [floor, floor + width]);
    const small = fc.oneof(
      natural(1, 2 ** 26).map((tickValue) => linear({ tickValue })),
      natural(1).map((face) => inverse({ face })),
    );
    fc.assert(
      fc.property(small, signed(), band, natural(1, 64), (instrument, lots, [floor, cap], positions) => {
        const at = (ticks: number): bigint => {
          const size = BigInt(Math.abs(lots));
          if (instrument.kind === 'linear') return size * BigInt(ticks) * BigInt(instrument.tickValue);
          return mulDivNearestTwin(Math.abs(lots), instrument.face, ticks);
        };
        const worst = [floor!, cap!].map(at).reduce((a, b) => (a > b ? a : b));
        const reason = admits(instrument, lots, floor!, cap!, positions);
        expect(reason === undefined).toBe(worst * BigInt(positions) <= 2n ** 52n);
        const most = Number(/at most (\d+) lots fit/.exec(reason ?? '')?.[1] ?? 0);
        expect(admits(instrument, most, floor!, cap!, positions)).toBe(undefined);
      }),
      { numRuns: 10_000 },
    );
  });

  it('come from decimals exactly when the quotient is whole', () => {
    const step = fc
      .tuple(natural(1, 10_000), fc.integer({ min: 0, max: 8 }))
      .map(([n, places]) => formatUnits(n, places));
    fc.assert(
      fc.property(step, step, step, (tick, size, unit) => {
        const scaled = (text: string): bigint => BigInt(parseUnits(text, 8));
        const above = scaled(tick) * scaled(size);
        const below = scaled(unit) * 10n ** 8n;
        if (above % below === 0n && fits(above / below)) {
          expect(BigInt(linearFromDecimals({ tick, lot: size, unit }).tickValue)).toBe(above / below);
        } else {
          expect(codeOf(() => linearFromDecimals({ tick, lot: size, unit }))).toBe('bad-market');
        }
        const face = scaled(size) * 10n ** 8n;
        const perLot = scaled(tick) * scaled(unit);
        if (face % perLot === 0n && fits(face / perLot)) {
          expect(BigInt(inverseFromDecimals({ tick, face: size, unit }).face)).toBe(face / perLot);
        } else {
          expect(codeOf(() => inverseFromDecimals({ tick, face: size, unit }))).toBe('bad-market');
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
