import { defineRowInvariant } from 'breakwater';

/** IF5: money is promised once. */
export const promisedOnce = defineRowInvariant({
  id: 'IF5/promised-once',
  says: 'Whatever an account is charged, for how many losses at once, is there: no charge takes its payer below zero.',
  scope: 'universal',
  tolerance: 'none with one asset, a unit each with several',
  source: 'catalogue IF5, of those who are charged; that a pool pays nothing twice is IF1',
  rows: {
    kinds: ['transfer'],
    // The charge of a cash call is paid with money that comes for it.
    begin: () => ({ account: -1, units: 0 }),
    ask: ({ cause, a, b, value, payerAfter: left, case: of, step }, { books }, called) => {
      const isCalled = called.account === a && called.units === value;
      called.account = cause === 'commitment' ? b : -1;
      called.units = value;
      if (cause !== 'charge' || left === undefined || isCalled) return false;
      if (left >= 1 - books.assets.length) return true;
      return {
        who: `account ${a}, charged for case ${of} in step ${step}`,
        expected: 'equity >= 0 after the charge',
        found: left,
        detail: `charge of ${value}`,
      };
    },
  },
});
