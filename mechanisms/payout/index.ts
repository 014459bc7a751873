/** What may be withdrawn. @module */
export * from './free-margin.ts';
export * from './locked-until-settlement.ts';
export * from './profit-cap.ts';
export * from './withdrawal-gate.ts';
