import type { Claims } from './claims.ts';

/** Makes a column when it is first asked for: most rules look at claims and weights only. */
export const onDemand = (make: () => Float64Array): (() => Float64Array) => {
  let made: Float64Array | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** The same of a number of each claim's account. */
export const ofAccounts = ({ accounts }: Claims, of: (account: number) => number): (() => Float64Array) =>
  onDemand(() => {
    const column = new Float64Array(accounts.length);
    for (let i = 0; i < column.length; i++) column[i] = of(accounts[i] as number);
    return column;
  });
