import { describe, expect, it } from 'vitest';
import { chargeable } from '../../../src/exchange/actions/chargeable.ts';
import { borneOf, type CaseLine, neededOf, overshootOf, shortfallOf, type Venue } from '../../../src/exchange/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { inverse } from '../../../src/money/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  deficits,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

/** Line of a case, checked to balance, with the books of the whole venue. */
const lineOf = (venue: Venue, id: number): CaseLine => {
  expect(audit(venue.ledger)).toEqual([]);
  const line = venue.cases.all[id - 1]?.lines[0] as CaseLine;
  expect(neededOf(line)).toBe(borneOf(line));
  return line;
};

const summary = (line: CaseLine) => ({
  needed: neededOf(line),
  own: line.ownCollateral,
  book: line.book,
  backstop: line.backstop,
  fund: line.fund,
  adl: line.adl,
  socialised: line.socialised,
  uncovered: line.uncovered,
});
const nothing = { book: 0, backstop: 0, fund: 0, adl: 0, socialised: 0, uncovered: 0 };

describe('the worked cases: long 10 bought at 100, collateral 50, unless said', () => {
  it('a: mark 94, ADL at bankruptcy value 95', () => {
    //                 money  lots   at 100   at 94
    // loser              50    10    equity 50   50 - 60 = -10
    // winner            100   -10    equity 100  100 + 60 = 160
    // ADL at 950: loser 0, winner 100 + (1000 - 950) = 150, so the winner bears 10.
    const venue = venueOf(design([adl()]));
    person(venue, 50, [[0, 10, 100]]);
    const winner = person(venue, 100, [[0, -10, 100]]);
    step(venue, [94]);
    const line = lineOf(venue, 1);
    expect(summary(line)).toEqual({ needed: 60, own: 50, ...nothing, adl: 10 });
    expect(venue.valuation.read(winner).equity).toBe(150);
    expect(shortfallOf(line)).toBe(10);
  });

  it('b: the book fills 6 at 93, the fund takes over 4 at mark and pays the rest', () => {
    // loser: 50 - 1000 + 6 x 93 + 4 x 94 = -16, which the fund pays.
    const layers = [
      { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) },
      { label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('fund', 'kept')) },
      { label: 'fund', kind: 'fund' as const, pool: 'fund' },
    ];
    const venue = venueOf(design(layers, { funds: { fund: use(testFund(1000)) } }));
    const loser = person(venue, 50, [[0, 10, 100]]);
    person(venue, 100, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 6, 93);
    step(venue, [94]);
    const line = lineOf(venue, 1);
    expect(summary(line)).toEqual({ needed: 66, own: 50, ...nothing, fund: 16 });
    expect(line.slippage).toBe(6);
    expect(venue.ledger.accounts.balance(0, loser)).toBe(0);
    expect(venue.pools[0]?.lots(0)).toBe(4);
  });

  it('c: a cross account, one leg filled in the book, the other by ADL', () => {
    // money 20; short 5 B at 200, mark 188, filled at 189: +55; long 10 A at 100, mark 90: -100. Equity 20 + 55 - 100 = -25,
    // so A closes at 900 + 25 = 925.
    const onB = bookLayer();
    const layers = [{ label: 'liquidation', kind: 'liquidation' as const, use: use(onB) }, adl()];
    const venue = venueOf(design(layers), [{ open: 100 }, { open: 200 }]);
    person(venue, 20, [
      [0, 10, 100],
      [1, -5, 200],
    ]);
    person(venue, 10_000, [
      [0, -10, 100],
      [1, 5, 200],
    ]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 1, -1, 5, 189);
    step(venue, [90, 188]);
    expect(summary(lineOf(venue, 1))).toEqual({ needed: 45, own: 20, ...nothing, adl: 25 });
    expect(lineOf(venue, 1).slippage).toBe(5);
  });

  it('d: the vault takes all at mark 95.3, the 3 left are forfeited; it sells later at 93.8 with mark 94', () => {
    // In tenths: long 10 at 1000, money 500. At 953: 500 - 470 = 30 left, forfeited. The vault holds 10 at 9530 and sells at 9380.
    const layers = [{ label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'forfeited')) }];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(10_000, 'vault')) } }),
      [{ open: 1000 }],
    );
    person(venue, 500, [[0, 10, 1000]]);
    person(venue, 10_000, [[0, -10, 1000]]);
    step(venue, [953]);
    expect(summary(lineOf(venue, 1))).toEqual({ needed: 500, own: 500, ...nothing });
    expect(lineOf(venue, 1).forfeited).toBe(30);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 10, 938);
    step(venue, [940]);
    const inventory = lineOf(venue, 2);
    expect(summary(inventory)).toEqual({ needed: 150, own: 150, ...nothing });
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', chain: [1], forfeitedReceived: 30, closed: 2 });
    expect(venue.pools[0]?.equity).toBe(10_000 + 30 - 150);
  });

  it("e: closed at mark 94, winners' gains charged 10", () => {
    const layers = [
      adl({ closeOut: use(closeAt('mark')) }, 'tear-up'),
      adl({ trigger: use(deficits), settle: 'gains' }, 'haircut'),
    ];
    const venue = venueOf(design(layers));
    person(venue, 50, [[0, 10, 100]]);
    const closed = person(venue, 100, [[0, -10, 100]]);
    const winner = person(venue, 100, [[0, -10, 100]]);
    person(venue, 1000, [[0, 10, 100]]);
    step(venue, [94]);
    expect(summary(lineOf(venue, 1))).toEqual({ needed: 60, own: 50, ...nothing, socialised: 10 });
    expect(venue.valuation.read(closed).equity).toBe(160);
    expect(venue.valuation.read(winner).equity).toBe(150);
    // The cost memo rose by what was taken, so the gain that is left is 50.
    expect(chargeable(venue, 'gains', winner, 0)).toBe(50);
  });

  it('f: inverse, 10,000 USD face, 5 coins, mark 94, ADL at bankruptcy value -105', () => {
    // In thousandths of a coin: value -10,000 x 1000 / price: -100,000 at 100, -106,383 at 94.
    const venue = venueOf(design([adl()]), [{ instrument: inverse({ face: 1_000_000 }), open: 100 }]);
    person(venue, 5000, [[0, 10, 100]]);
    person(venue, 50_000, [[0, -10, 100]]);
    step(venue, [94]);
    expect(summary(lineOf(venue, 1))).toEqual({ needed: 6383, own: 5000, ...nothing, adl: 1383 });
  });

  it('g: collateral 100, mark 94, the book fills at 95', () => {
    const layers = [{ label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) }];
    const venue = venueOf(design(layers, { margin: use(testMargin(50_000)) }));
    person(venue, 100, [[0, 10, 100]]);
    person(venue, 1000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 10, 95);
    step(venue, [94]);
    const line = lineOf(venue, 1);
    expect(summary(line)).toEqual({ needed: 60, own: 50, ...nothing, book: 10 });
    expect(shortfallOf(line)).toBe(0);
    expect(line.left).toBe(50);
  });

  it('h: as a, ADL at previous mark 95.5', () => {
    // In tenths. Closed at 955: 500 - 450 = 50 left to the loser, though 100 was missing at mark.
    const venue = venueOf(design([adl({ closeOut: use(closeAt('previous')) })]), [{ open: 1000 }]);
    person(venue, 500, [[0, 10, 1000]]);
    person(venue, 1000, [[0, -10, 1000]]);
    step(venue, [955]);
    step(venue, [940]);
    const line = lineOf(venue, 1);
    expect(summary(line)).toEqual({ needed: 600, own: 450, ...nothing, adl: 150 });
    expect([line.left, shortfallOf(line), overshootOf(line)]).toEqual([50, 100, 50]);
  });
});
