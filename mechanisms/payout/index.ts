/** What may be withdrawn. @module */
export * from './free-margin.ts';
export * from './haircut-ratio.ts';
export * from './locked-until-settlement.ts';
export * from './notional-reserve.ts';
export * from './profit-cap.ts';
export * from './vesting-profit.ts';
export * from './withdrawal-factor.ts';
export * from './withdrawal-gate.ts';
