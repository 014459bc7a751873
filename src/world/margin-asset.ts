import type { Market } from '../exchange/index.ts';
import type { Scenario } from './scenario.ts';

/** Asset that the margin of a market is in: its own where this venue brought the asset in, else the settlement asset. */
export const marginAsset = (scenario: Scenario, market: Market): number =>
  scenario.assets[market.setup.settle]?.follows === undefined ? 0 : market.setup.settle;
