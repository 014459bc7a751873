/**
 * The ways in which the second run of a pair differs from the first.
 *
 * @module
 */

/**
 * The one way in which a second run differs from a first. What each does is said where it is built; a change that has no meaning for a
 * trial is not tried on it.
 */
export const PAIR_CHANGES = [
  'again',
  'plain-engine',
  'snapshot',
  'permute',
  'split',
  'merge',
  'scale-price',
  'scale-lots',
  'mirror',
  'refine',
  'more-fund',
  'more-collateral',
  'bigger-move',
  'dust',
  'resize-by-one',
  'shuffle-collateral',
  'reset-entry',
  'wash-trade',
  'matched-pair',
  'thin-orders',
  'delay',
  'more-bankrupts',
  'other-due-order',
  'hedged-twin',
  'self-offset',
  'nudge',
  'without-defaulter',
  'reorder-keys',
  'calm-after',
  'leave',
  'trade-again',
  'poison-account',
  'close-market',
  'stake-and-leave',
  'sandwich-stake',
  'leave-before-loss',
  'other-venue',
] as const;

/** Name of a change. */
export type PairChange = (typeof PAIR_CHANGES)[number];
