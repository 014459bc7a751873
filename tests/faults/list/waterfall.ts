import type { Fault } from '../fault.ts';

const postings = 'src/exchange/postings.ts';
const rounds = 'src/exchange/rounds.ts';
const perform = 'src/exchange/actions/perform.ts';

/** Mistakes in how cases are walked, closed and accounted for. */
export const waterfall: readonly Fault[] = [
  {
    name: 'write-off-not-reported',
    says: 'A balance that nobody bears is written off without a line in the account of its case.',
    caughtBy: 'CS7/uncovered-reported',
    on: 'queue.yaml',
    file: rounds,
    from: "venue.postings.receive(data, asset, venue.ledger.holeAccount, missing, 'write-off');",
    to: "venue.ledger.transfer(asset, venue.ledger.holeAccount, data.subject, missing, 'write-off', data.id);",
    sample: true,
  },
  {
    name: 'case-closed-once-flat',
    says: 'A case is closed when its subject holds no lots any more, whatever it still owes.',
    caughtBy: 'CS5/none-left-owing',
    on: 'queue.yaml',
    file: rounds,
    from: 'if (venue.isResolved(live)) venue.cases.close(live, leftTo(venue, live.data.subject));',
    to: 'if (venue.isFlat(live.data.subject)) venue.cases.close(live, leftTo(venue, live.data.subject));',
  },
  {
    name: 'left-without-positions',
    says: 'What is left to a subject when its case closes is recorded as its quote, without what it still holds.',
    caughtBy: 'CS6/loss-explained',
    on: 'deribit-2024',
    file: rounds,
    from: 'left[asset] = venue.valuation.balanceAtMark(subject, asset);',
    to: 'left[asset] = venue.ledger.accounts.balance(asset, subject);',
  },
  {
    name: 'fund-recorded-as-backstop',
    says: 'What the insurance fund pays is recorded as paid by a backstop.',
    caughtBy: 'CS6/loss-explained',
    on: 'queue.yaml',
    file: postings,
    from: "if (kind === 'fund') return 'fund';",
    to: "if (kind === 'fund') return 'backstop';",
  },
  {
    name: 'slippage-turned',
    says: 'A fill worse than mark is recorded as slippage of the wrong sign.',
    caughtBy: 'CS6/loss-explained',
    on: 'queue.yaml',
    file: postings,
    from: 'if (executed < atMark) data.post(asset, FIELD.slippage, atMark - executed);',
    to: 'if (executed < atMark) data.post(asset, FIELD.slippage, executed - atMark);',
  },
  {
    name: 'old-charges-booked-to-the-case',
    says: 'Funding that accrued before a piece left its subject is booked as a loss of the case.',
    caughtBy: 'CS6/loss-explained',
    on: 'queue.yaml',
    file: postings,
    from: 'this.#ledger.settle(data.subject, market.number);',
    to: '',
  },
  {
    name: 'inventory-never-spent',
    says: 'Lots that a fund sells from its inventory stay attributed to the cases they came from.',
    caughtBy: 'CS8/running-totals',
    on: 'bitmex',
    file: postings,
    from: 'if (holding !== undefined) holding.attribute(lots);',
    to: '',
  },
  {
    name: 'fee-below-zero',
    says: 'A liquidation fee is taken in full, also from an account that cannot pay it.',
    caughtBy: 'LQ11/fee-cap',
    on: 'one-round.yaml',
    file: perform,
    from: 'const fee = Math.min(rateCeil(Math.abs(value), perMillion), equity, Math.max(0, gained ?? equity));',
    to: 'const fee = rateCeil(Math.abs(value), perMillion);',
  },
];
