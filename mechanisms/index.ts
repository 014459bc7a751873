/**
 * The built-in mechanisms: what exchanges disagree about, slot by slot.
 *
 * @packageDocumentation
 */
import { isMechanism, type Mechanism } from 'breakwater';
import * as adl from './adl/index.ts';
import * as backstop from './backstop/index.ts';
import * as collateral from './collateral/index.ts';
import * as fund from './fund/index.ts';
import * as funding from './funding/index.ts';
import * as liquidation from './liquidation/index.ts';
import * as margin from './margin/index.ts';
import * as mark from './mark/index.ts';
import * as payout from './payout/index.ts';
import * as socialisation from './socialisation/index.ts';

/** Built-ins of auto-deleveraging, part by part. */
export * as adl from './adl/index.ts';
/** Built-ins of the backstop slot. */
export * as backstop from './backstop/index.ts';
/** Built-ins of the collateral slot. */
export * as collateral from './collateral/index.ts';
/** Built-ins of the fund slot. */
export * as fund from './fund/index.ts';
/** Built-ins of the funding slot. */
export * as funding from './funding/index.ts';
/** Built-ins of the liquidation slot. */
export * as liquidation from './liquidation/index.ts';
/** Built-ins of the margin slot. */
export * as margin from './margin/index.ts';
/** Built-ins of the mark slot. */
export * as mark from './mark/index.ts';
/** Built-ins of the payout slot. */
export * as payout from './payout/index.ts';
/** Built-ins of the socialisation slot. */
export * as socialisation from './socialisation/index.ts';

/** Every built-in, as a registry takes them. */
export const mechanisms: readonly Mechanism[] = [
  adl,
  backstop,
  collateral,
  fund,
  funding,
  liquidation,
  margin,
  mark,
  payout,
  socialisation,
].flatMap((slot) => Object.values(slot).filter(isMechanism));
