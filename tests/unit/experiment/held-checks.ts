import type { Checker } from '../../../src/experiment/index.ts';

/** A checker that needs no row, and answers with the most rows that were held after a step. */
export const checkerOf = (): Checker<number> => {
  let most = 0;
  return {
    onStep: ({ venue: { ledger } }) => {
      most = Math.max(most, ledger.log.length - ledger.log.first);
    },
    needs: () => Number.POSITIVE_INFINITY,
    finish: () => [most],
  };
};
