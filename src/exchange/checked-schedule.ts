import { isBreakwaterError, type Margin, type MarginSchedule, pluginError } from '../contract/index.ts';
import { wholeOf } from './answers.ts';
import type { BoundUse } from './bind.ts';
import type { Guard } from './guard.ts';
import type { Market } from './market.ts';

type Level = (notional: number, lots: number) => number;

/** A level of margin whose answers are checked: it is asked millions of times, so it is guarded without a closure for each call. */
const checked = (name: string, level: Level): Level => {
  return (notional, lots) => {
    try {
      const units = level(notional, lots);
      return units >= 0 && Number.isSafeInteger(units) ? units : wholeOf(name, units);
    } catch (error) {
      if (isBreakwaterError(error)) throw error;
      throw pluginError('threw', `${name} threw: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  };
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
  return {
    initial: checked(name('initial'), (notional, lots) => rule.initial(notional, lots)),
    maintenance: checked(name('maintenance'), (notional, lots) => rule.maintenance(notional, lots)),
    ...(rule.slopePerMillion === undefined ? {} : { slopePerMillion: rule.slopePerMillion }),
  };
};
