import type { Margin } from '../contract/index.ts';
import { rateCeil } from '../money/index.ts';
import { oneOf, wholeOf } from './answers.ts';
import type { BoundUse } from './bind.ts';
import type { Guard } from './guard.ts';
import type { Valuation } from './valuation.ts';

/** Whether a declared default of an account that still holds positions is over, from what was just read of it. */
export type ExitRule = (account: Pick<Valuation, 'equity' | 'maintenance' | 'notional'>) => boolean;

/** The exit a margin mechanism declares, with every answer checked. */
export const exitRule = (guard: Guard, { mechanism, params }: BoundUse<Margin>): ExitRule => {
  const ask = <T>(of: ((params: never) => T) | undefined, otherwise: T): T =>
    guard.call(mechanism, () => of?.(params as never) ?? otherwise);
  const name = `margin ${mechanism.name}: the exit`;
  const ofMaintenance = wholeOf(`${name} buffer`, ask(mechanism.exitBuffer, 0));
  const ofNotional = wholeOf(`${name} buffer`, ask(mechanism.exitBufferOfNotional, 0));
  if (oneOf(name, ask(mechanism.exit, 'healthy'), ['healthy', 'flat']) === 'flat') return () => false;
  return ({ equity, maintenance, notional }) =>
    equity >= maintenance + rateCeil(maintenance, ofMaintenance) + rateCeil(notional, ofNotional);
};
