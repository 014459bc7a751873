import type { Fault } from '../fault.ts';

const layer = 'src/exchange/fund-layer.ts';
const pays = 'const amount = Math.min(deficit, pool.spendable);';
const close = 'src/exchange/adl/close-positions.ts';

/** Mistakes that break a theorem about runs. */
export const theorems: readonly Fault[] = [
  {
    name: 'last-counterparty-forgotten',
    says: 'The last of those who were chosen is not closed, so that a decision raises less although somebody could have given the rest.',
    caughtBy: 'T3/infeasible-shown',
    on: 'queue.yaml',
    file: 'src/exchange/adl/pairing.ts',
    from: 'while (wanted > 0 && this.#claim < this.#gives.length) {',
    to: 'while (wanted > 0 && this.#claim < Math.max(1, this.#gives.length - 1)) {',
  },
  {
    name: 'charge-logged-one-sided',
    says: 'The line of a settled index charge names who pays, and not who receives it.',
    caughtBy: 'T6/zero-sum',
    on: 'queue.yaml',
    file: 'src/ledger/ledger.ts',
    from: 'market, account, this.indexAccount, 0, due, 0, 0);',
    to: 'market, account, -1, 0, due, 0, 0);',
  },
  {
    name: 'slippage-booked-twice',
    says: 'A fill worse than mark is booked twice as slippage, so that a case seems to have needed more than anybody bore.',
    caughtBy: 'T20a/accounting-core',
    on: 'shared-out.yaml',
    file: 'src/exchange/postings.ts',
    from: 'if (executed < atMark) data.post(asset, FIELD.slippage, atMark - executed);',
    to: 'if (executed < atMark) data.post(asset, FIELD.slippage, 2 * (atMark - executed));',
  },
  {
    name: 'need-logged-afterwards',
    says: 'The need of a decision is written down as what is left of it.',
    caughtBy: 'T21/severity-within-capacity',
    on: 'queue.yaml',
    file: close,
    from: `      need,
      raised,`,
    to: `      need: need - raised,
      raised,`,
  },
  {
    name: 'pool-halved-by-each-case',
    says: 'A pool pays at most half of what it has for one case, and the rest is written off.',
    caughtBy: 'T22/fund-pays-all',
    on: 'queue.yaml',
    file: layer,
    from: pays,
    to: 'const amount = Math.min(deficit, Math.ceil(pool.spendable / 2));',
  },
  {
    name: 'rich-fund-spared',
    says: 'Whether a fund is large enough is asked the wrong way round: it pays only where it cannot pay all.',
    caughtBy: 'T22/larger-fund',
    on: 'gains.yaml',
    file: layer,
    from: pays,
    to: 'const amount = deficit > pool.spendable ? pool.spendable : 0;',
  },
  {
    name: 'case-ends-above-zero',
    says: 'A default is taken to be over once equity is above zero, although maintenance asks for more.',
    caughtBy: 'T24/case-ends-restored',
    on: 'queue.yaml',
    file: 'src/exchange/venue.ts',
    from: 'return this.#directory.ofAccount(subject) === undefined ? this.#exit(account) : account.equity >= 0;',
    to: 'return account.equity >= 0;',
  },
  {
    name: 'hedges-not-recognised',
    says: 'Shares are compared upside down, so that no account counts as hedged and hedges are cut like bets.',
    caughtBy: 'T32/hedge-breakage',
    on: 'research-hedge-aware',
    file: 'mechanisms/adl/protection/lexicographic.ts',
    from: 'share * d >= n)',
    to: 'share * n >= d)',
  },
];
