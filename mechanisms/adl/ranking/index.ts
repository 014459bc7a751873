/** Who is cut first. @module */
export * from './by-key.ts';
export * from './largest-opposing-position.ts';
export * from './leverage-then-pnl-lexicographic.ts';
export * from './mark-over-entry-times-account-leverage.ts';
export * from './net-rank.ts';
export * from './operator-choice.ts';
export * from './pnl-over-wallet-times-margin-ratio.ts';
export * from './pnl-pct-times-effective-leverage.ts';
export * from './profit-pct-only.ts';
export * from './roi-over-margin-ratio.ts';
export * from './roi-times-maintenance-rate.ts';
export * from './seeded-random-scan.ts';
export * from './unranked.ts';
