import { contractError, isBreakwaterError, type Margin, type MarginSchedule, pluginError } from '../contract/index.ts';
import { listOf, wholeOf } from './answers.ts';
import type { BoundUse } from './bind.ts';
import type { Guard } from './guard.ts';
import type { Market } from './market.ts';

const threw = (name: string, error: unknown): Error =>
  isBreakwaterError(error)
    ? error
    : pluginError('threw', `${name} threw: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });

const isAmount = (units: number): boolean => units >= 0 && Number.isSafeInteger(units);

/** The tiers of a rule: whole notionals that rise. */
const tiersOf = (name: string, tiers: readonly number[]): readonly number[] => {
  listOf(name, tiers).forEach((edge, i) => {
    wholeOf(`${name}: the end of tier ${i + 1}`, edge, (tiers[i - 1] ?? 0) + 1);
  });
  return [...tiers];
};

/** A bound on a slope, per million. */
const slopeOf = (name: string, slope: number): number => {
  if (Number.isFinite(slope) && slope >= 0) return slope;
  throw contractError('answer', `${name} was ${slope}; it is a finite number, at least 0`);
};

/** The slopes of a rule within its tiers: one for each. */
const slopesOf = (name: string, { slopesPerMillion = [], tiers = [] }: MarginSchedule): readonly number[] => {
  const slopes = listOf(`${name}: the slopes of the tiers`, slopesPerMillion);
  if (slopes.length === tiers.length + 1)
    return slopes.map((slope, i) => slopeOf(`${name}: the slope of tier ${i + 1}`, slope));
  throw contractError('answer', `${name}: it has ${slopes.length} slopes for ${tiers.length + 1} tiers`, {
    hint: 'answer with one slope for each tier, the tier beyond the last edge included',
  });
};

/** The margin rule of a market, with every answer checked. */
export const checkedSchedule = (
  guard: Guard,
  { mechanism, params }: BoundUse<Margin>,
  market: Market,
): MarginSchedule => {
  const rule = guard.call(mechanism, () => mechanism.schedule(market, params as never));
  const name = (level: string): string => `margin ${mechanism.name}: the ${level} margin of a position in ${market.id}`;
  if (typeof rule?.initial !== 'function' || typeof rule.maintenance !== 'function') {
    throw pluginError('no-schedule', `margin ${mechanism.name}: it answered no schedule for ${market.id}`, {
      hint: 'answer with { initial, maintenance }, two functions of notional and lots',
    });
  }
  const initialName = name('initial');
  const maintenanceName = name('maintenance');
  const closeOutName = name('close-out');
  // Written out once for each level, so that each has one callee: asked millions of times, a shared wrapper is several times slower.
  return {
    initial: (notional, lots) => {
      try {
        const units = rule.initial(notional, lots);
        return isAmount(units) ? units : wholeOf(initialName, units);
      } catch (error) {
        throw threw(initialName, error);
      }
    },
    maintenance: (notional, lots) => {
      try {
        const units = rule.maintenance(notional, lots);
        return isAmount(units) ? units : wholeOf(maintenanceName, units);
      } catch (error) {
        throw threw(maintenanceName, error);
      }
    },
    ...(rule.closeOut === undefined
      ? {}
      : {
          closeOut: (notional: number, lots: number) => {
            try {
              return wholeOf(closeOutName, rule.closeOut?.(notional, lots) ?? Number.NaN);
            } catch (error) {
              throw threw(closeOutName, error);
            }
          },
        }),
    ...(rule.slopePerMillion === undefined
      ? {}
      : { slopePerMillion: slopeOf(`margin ${mechanism.name}: the slope in ${market.id}`, rule.slopePerMillion) }),
    ...(rule.slopesPerMillion === undefined
      ? {}
      : { slopesPerMillion: slopesOf(`margin ${mechanism.name}: ${market.id}`, rule) }),
    ...(rule.tiers === undefined ? {} : { tiers: tiersOf(`margin ${mechanism.name}: ${market.id}`, rule.tiers) }),
  };
};
