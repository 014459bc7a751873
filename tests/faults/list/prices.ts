import type { Fault } from '../fault.ts';

/** Mistakes in prices and funding. */
export const prices: readonly Fault[] = [
  {
    name: 'stale-mark',
    says: 'The mark is the index of the step before.',
    caughtBy: 'LQ7/mark-is-index',
    on: 'queue.yaml',
    file: 'mechanisms/mark/oracle.ts',
    from: 'price: (_market, index) => index,',
    to: 'price: (market, index) => (market.mark > 0 ? market.mark : index),',
  },
  {
    name: 'cut-at-previous-mark',
    says: 'A cut that is to be at mark is made at the mark of the step before.',
    caughtBy: 'LQ7/cut-at-mark',
    on: 'pro-rata.yaml',
    file: 'mechanisms/adl/close-out/mark.ts',
    from: 'value: (piece) => ({ subject: piece.mark }),',
    to: 'value: (piece) => ({ subject: piece.at(piece.market.previousMark) }),',
  },
  {
    name: 'funding-of-longs-alone',
    says: 'Longs pay funding that no short receives.',
    caughtBy: 'CS2/funding-nets',
    on: 'queue.yaml',
    file: 'src/exchange/prices.ts',
    from: "venue.ledger.shiftIndex(market.number, -1, perLot, 'funding');",
    to: '',
  },
  {
    name: 'funding-paid-by-both',
    says: 'Funding is charged to both sides of a market.',
    caughtBy: 'CS2/funding-nets',
    on: 'queue.yaml',
    file: 'src/exchange/prices.ts',
    from: "venue.ledger.shiftIndex(market.number, -1, perLot, 'funding');",
    to: "venue.ledger.shiftIndex(market.number, -1, -perLot, 'funding');",
  },
];
