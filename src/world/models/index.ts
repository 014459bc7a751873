/** Market models: what the world does, not what exchanges choose. @module */
import type { Mechanism } from '../../contract/index.ts';
import { constant } from './constant.ts';
import { flat } from './flat.ts';
import { flatLadder } from './flat-ladder.ts';
import { gbm } from './gbm.ts';
import { keyframes } from './keyframes.ts';
import { makers } from './makers.ts';
import { noiseTraders } from './noise-traders.ts';
import { powerDepth } from './power-depth.ts';
import { ramp } from './ramp.ts';
import { scheduled } from './scheduled.ts';
import { skewed } from './skewed.ts';

export type { Ladder, WorldVenueView } from './makers.ts';
export { constant, flat, flatLadder, gbm, keyframes, makers, noiseTraders, powerDepth, ramp, scheduled, skewed };

/** Every market model, slot by slot. */
export const worldModels: readonly Mechanism[] = [
  keyframes,
  ramp,
  flat,
  gbm,
  powerDepth,
  flatLadder,
  scheduled,
  constant,
  skewed,
  makers,
  noiseTraders,
];
