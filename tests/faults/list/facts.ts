import type { Fault } from '../fault.ts';

const positions = 'src/ledger/positions.ts';
const trading = 'src/exchange/trading.ts';
const perform = 'src/exchange/actions/perform.ts';
const candidates = 'src/exchange/adl/candidates.ts';

/** Mistakes that break what holds on every venue, whatever its rules. */
export const facts: readonly Fault[] = [
  {
    name: 'position-clipped-at-nothing',
    says: 'A fill that would turn a position ends it, so that the lots beyond are held by one side alone.',
    caughtBy: 'CS2/zero-sum-mark',
    on: 'queue.yaml',
    file: positions,
    from: 'this.lots[row] = exact(held + lots);',
    to: 'this.lots[row] = exact(held !== 0 && held > 0 !== held + lots > 0 ? 0 : held + lots);',
  },
  {
    name: 'pool-opened-from-the-hole',
    says: 'What a pool opens with is taken from the account of losses that nobody bears, and not from whoever founds it.',
    caughtBy: 'CS4/claims-covered',
    on: 'queue.yaml',
    file: 'src/exchange/open-pools.ts',
    from: "venue.ledger.transfer(0, venue.ledger.outsideAccount, id, money, 'deposit');",
    to: "venue.ledger.transfer(0, venue.ledger.holeAccount, id, money, 'deposit');",
  },
  {
    name: 'flat-debtor-not-looked-at',
    says: 'The margin check leaves out accounts that hold no position, also where they owe money.',
    caughtBy: 'CS5/no-negative-left',
    on: 'queue.yaml',
    file: 'src/exchange/margin/triggered-check.ts',
    from: 'const spare = spareOf(this.#venue, account);\n    if (spare >= 0) return',
    to: 'const spare = this.#venue.isFlat(account) ? 0 : spareOf(this.#venue, account);\n    if (spare >= 0) return',
  },
  {
    name: 'debt-not-debited',
    says: 'A payment that its payer cannot make is credited to the payee all the same, and nobody is debited.',
    caughtBy: 'CS9/net-extraction',
    on: 'queue.yaml',
    file: 'src/ledger/ledger.ts',
    from: `    try {
      this.#adjust(asset, from, -units);`,
    to: `    try {
      if (units <= 0 || from === this.outsideAccount || this.accounts.balance(asset, from) >= units)
        this.#adjust(asset, from, -units);`,
  },
  {
    name: 'deficit-asked-twice',
    says: 'What is missing to an account is asked for twice over.',
    caughtBy: 'WF4/no-over-collection',
    on: 'shared-out.yaml',
    file: 'src/exchange/views.ts',
    from: 'return Math.max(0, -valuation.equityOf(this.data.subject));',
    to: 'return Math.max(0, -2 * valuation.equityOf(this.data.subject));',
  },
  {
    name: 'candidate-listed-twice',
    says: 'The first of the holders of a market is put on the list of candidates twice.',
    caughtBy: 'WF6/counted-once',
    on: 'gains.yaml',
    file: 'src/exchange/adl/frozen-ranking.ts',
    from: `      this.#rows[size] = row;
      size += 1;`,
    to: `      this.#rows[size] = row;
      size += 1;
      if (size === 1) {
        this.#accounts[size] = account;
        this.#rows[size] = row;
        size += 1;
      }`,
  },
  {
    name: 'payment-without-cause',
    says: 'What a pool pays for a case is logged without saying why.',
    caughtBy: 'IF2/pool-ledger',
    on: 'queue.yaml',
    file: perform,
    from: "venue.postings.receive(data, 0, pool.account, action.amount, 'pay');",
    to: "venue.postings.receive(data, 0, pool.account, action.amount, 'none');",
  },
  {
    name: 'gain-charged-beyond-equity',
    says: 'A gain is charged in full, also to an account that has lost it elsewhere.',
    caughtBy: 'IF5/promised-once',
    on: 'gains.yaml',
    file: candidates,
    from: "Math.min(chargeable(venue, 'gains', account, market.number), chargeable(venue, 'equity', account));",
    to: "chargeable(venue, 'gains', account, market.number);",
    and: [
      {
        file: 'src/exchange/actions/check.ts',
        from: "if (action.base !== 'commitment') this.#atMost(action, 'money', account, amount);",
        to: '',
      },
    ],
  },
  {
    name: 'funding-received-logged-as-paid',
    says: 'The log says that an account paid its index charges, also where it received them.',
    caughtBy: 'HB6/profit-explained',
    on: 'queue.yaml',
    file: 'src/ledger/ledger.ts',
    from: 'market, account, this.indexAccount, 0, due, 0, 0);',
    to: 'market, account, this.indexAccount, 0, Math.abs(due), 0, 0);',
  },
  {
    name: 'order-of-one-lot-more',
    says: 'An order of a liquidation asks for one lot more than its subject holds.',
    caughtBy: 'LQ4/reduce-only',
    on: 'queue.yaml',
    file: perform,
    from: `  const wanted = Math.abs(action.lots);
  if (action.timeInForce`,
    to: `  const wanted = Math.abs(action.lots) + 1;
  if (action.timeInForce`,
  },
  {
    name: 'filled-at-the-own-limit',
    says: 'An order is filled at its own limit, and not at the price of the quote that it meets.',
    caughtBy: 'LQ7/price-bounds',
    on: 'listed.yaml',
    file: 'src/exchange/book.ts',
    from: 'onFill(quote, filled, ticks);',
    to: 'onFill(quote, filled, limit ?? ticks);',
  },
  {
    name: 'fee-from-the-owner',
    says: 'A liquidation fee is taken from the first account of the owner, and not from the one that is liquidated.',
    caughtBy: 'LQ10/isolation',
    on: 'one-round.yaml',
    file: 'src/exchange/postings.ts',
    from: 'this.#ledger.transfer(asset, data.subject, to, units, cause, data.id);',
    to: 'this.#ledger.transfer(asset, accounts.owner[data.subject] as number, to, units, cause, data.id);',
  },
  {
    name: 'mean-of-nobody',
    says: 'The cut-off of a decision is written down as a mean over those who gave, also where nobody did.',
    caughtBy: 'MO6/extreme-inputs',
    on: 'queue.yaml',
    file: 'src/exchange/adl/solve.ts',
    from: 'return last === -1 ? 0 : finite(ranking.score(places[last] as number));',
    to: 'return finite(ranking.score(places[Math.max(0, last)] as number)) / (last + 1);',
  },
  {
    name: 'defaulter-trades-on',
    says: 'An account with an open default may still open positions.',
    caughtBy: 'LV2/progress',
    on: 'slices.yaml',
    file: trading,
    from: "if (venue.inCase(order.account)) return refused('in-case');",
    to: '',
    and: [
      {
        file: 'src/exchange/order-admission.ts',
        from: "return equity < initial - initialOf(venue, market, held) + initialOf(venue, market, after) ? 'margin' : undefined;",
        to: "return !venue.inCase(account) && equity < initial - initialOf(venue, market, held) + initialOf(venue, market, after) ? 'margin' : undefined;",
      },
    ],
  },
  {
    name: 'residue-left-in-the-index',
    says: 'What rounding leaves in the index of a market is only cleared where holders were charged too much.',
    caughtBy: 'LV6/index-clears',
    on: 'drift-v2',
    file: 'src/ledger/settle-holders.ts',
    from: "if (residue > 0) ledger.transfer(asset, indexAccount, roundingAccount, residue, 'rounding', 0, market);",
    to: '',
  },
  {
    name: 'lots-of-two-exchanged',
    says: 'Of two who are closed against one position each gives the lots of the other.',
    caughtBy: 'hedge-bound/6',
    on: 'pro-rata.yaml',
    file: 'src/exchange/actions/cut.ts',
    from: `    const first = amounts[from] as number;
    const second = amounts[from + 1] as number;`,
    to: `    const second = amounts[from] as number;
    const first = amounts[from + 1] as number;`,
  },
  {
    name: 'gain-realised-to-be-charged',
    says: 'Whoever is charged on a gain has the position closed at mark, too, so that the gain is realised.',
    caughtBy: 'hedge-bound/8',
    on: 'gains.yaml',
    file: perform,
    from: 'ledger.raiseCost(account, action.market, valuation.inAsset(setup.settle, amount), data.id);',
    to: `ledger.raiseCost(account, action.market, valuation.inAsset(setup.settle, amount), data.id);
      const lots = ledger.lots(account, action.market);
      const market = venue.markets[action.market] as Market;
      venue.postings.trade(market, account, ledger.outsideAccount, lots, market.value(lots, market.mark), 'adl', data.id);`,
  },
  {
    name: 'first-of-the-table',
    says: 'A margin table is read at its first entry, whichever market is asked about.',
    caughtBy: 'DT4/same-reordered',
    on: 'binance-usdm-2025-10',
    file: 'mechanisms/margin/of-market.ts',
    from: "for (const key of [market.id, 'default']) {",
    to: "for (const key of [...Object.keys(table), market.id, 'default']) {",
  },
  {
    name: 'nothing-needs-no-margin',
    says: 'An account without money is not asked for margin, because nothing cannot be compared.',
    caughtBy: 'LV5/no-poison',
    on: 'queue.yaml',
    file: 'src/exchange/order-admission.ts',
    from: "return equity < initial - initialOf(venue, market, held) + initialOf(venue, market, after) ? 'margin' : undefined;",
    to: "return equity !== 0 && equity < initial - initialOf(venue, market, held) + initialOf(venue, market, after) ? 'margin' : undefined;",
  },
];
