/** Market models: what the world does, not what exchanges choose. @module */
import type { Mechanism } from '../../contract/index.ts';
import { constant } from './constant.ts';
import { dipBuyers } from './dip-buyers.ts';
import { flat } from './flat.ts';
import { flatLadder } from './flat-ladder.ts';
import { gbm } from './gbm.ts';
import { keyframes } from './keyframes.ts';
import { kyle } from './kyle.ts';
import { makers } from './makers.ts';
import { noiseTraders } from './noise-traders.ts';
import { none } from './none.ts';
import { powerDepth } from './power-depth.ts';
import { profitTakers } from './profit-takers.ts';
import { ramp } from './ramp.ts';
import { reHedgers } from './re-hedgers.ts';
import { scheduled } from './scheduled.ts';
import { shapeTransient } from './shape-transient.ts';
import { skewed } from './skewed.ts';
import { volatilityAndCapital } from './volatility-and-capital.ts';

export type { Ladder, WorldVenueView } from './makers.ts';
export {
  constant,
  dipBuyers,
  flat,
  flatLadder,
  gbm,
  keyframes,
  kyle,
  makers,
  noiseTraders,
  none,
  powerDepth,
  profitTakers,
  ramp,
  reHedgers,
  scheduled,
  shapeTransient,
  skewed,
  volatilityAndCapital,
};

/** Every market model, slot by slot. */
export const worldModels: readonly Mechanism[] = [
  keyframes,
  ramp,
  flat,
  gbm,
  powerDepth,
  flatLadder,
  scheduled,
  volatilityAndCapital,
  constant,
  shapeTransient,
  kyle,
  none,
  skewed,
  makers,
  noiseTraders,
  profitTakers,
  dipBuyers,
  reHedgers,
];
