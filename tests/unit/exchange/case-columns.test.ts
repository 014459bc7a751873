import { describe, expect, test } from 'vitest';
import { CaseData } from '../../../src/exchange/case.ts';
import { CaseColumns, type CaseHead } from '../../../src/exchange/case-columns.ts';
import { emptyLine, FIELD } from '../../../src/exchange/case-record.ts';
import type { Market } from '../../../src/exchange/index.ts';
import { design, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = 2;
/** More than twice the rows there is room for at first, so that the columns grow twice. */
const MANY = 200;

const headOf = (row: number): CaseHead => ({
  kind: row % 2 === 0 ? 'default' : 'inventory',
  subject: 1000 + row,
  opened: 60 * row + 0.5,
  openedStep: row + 1,
  openedNotional: 7_000_000_000 + row,
  market: row % 3,
  workedBy: row % 4,
});

describe('the columns of many cases', () => {
  /** Filled anew by each test: the columns grow while it looks. */
  const filled = (): CaseColumns => {
    const columns = new CaseColumns(ASSETS);
    for (let row = 0; row < MANY; row++) {
      expect(columns.add(headOf(row))).toBe(row);
      columns.post(row, 1, FIELD.left, row + 1);
      columns.post(row, 0, FIELD.markLoss, -row);
      for (let leg = 0; leg <= row % 3; leg++)
        columns.legs.add(row, { market: 10 + leg, side: leg === 1 ? -1 : 1, maintenance: 100 * row + leg });
    }
    return columns;
  };

  test('keep every head as it was given', () => {
    const columns = filled();
    expect(columns.count).toBe(MANY);
    for (let row = 0; row < MANY; row++) {
      const { kind, subject, opened, openedStep, openedNotional, market, workedBy } = new CaseData(columns, row + 1);
      expect({ kind, subject, opened, openedStep, openedNotional, market, workedBy }).toEqual(headOf(row));
    }
  });

  test('keep the lines of each asset apart', () => {
    const columns = filled();
    for (const row of [0, 1, 63, 64, 127, 128, MANY - 1])
      expect(columns.lines(row)).toEqual([
        { ...emptyLine(), markLoss: 0 - row },
        { ...emptyLine(), left: row + 1 },
      ]);
  });

  test('keep the legs of each case in the order in which they were noted', () => {
    const columns = filled();
    for (let row = 0; row < MANY; row++) {
      const legs = [
        { market: 10, side: 1, maintenance: 100 * row },
        { market: 11, side: -1, maintenance: 100 * row + 1 },
        { market: 12, side: 1, maintenance: 100 * row + 2 },
      ].slice(0, (row % 3) + 1);
      expect(columns.legs.of(row)).toEqual(legs);
      expect(columns.legs.firstMarket(row)).toBe(10);
      expect([10, 11, 12, 13].map((market) => columns.legs.has(row, market))).toEqual(
        [10, 11, 12, 13].map((market) => market < 10 + legs.length),
      );
    }
  });

  test('know which are open', () => {
    const columns = filled();
    columns.close(70, 0);
    columns.close(MANY - 1, 12.5);
    expect([69, 70, 71, MANY - 1].map((row) => columns.isOpen(row))).toEqual([true, false, true, false]);
    expect([69, 70, 71, MANY - 1].map((row) => columns.closed(row))).toEqual([undefined, 0, undefined, 12.5]);
  });

  test('a case without a leg has no first market', () => {
    const bare = new CaseColumns(1);
    bare.add(headOf(0));
    expect([bare.legs.firstMarket(0), bare.legs.has(0, 0), bare.legs.of(0)]).toEqual([-1, false, []]);
  });
});

describe('what few cases have', () => {
  const three = () => {
    const columns = new CaseColumns(1);
    for (let row = 0; row < 3; row++) columns.add(headOf(row));
    const [first, second, third] = [1, 2, 3].map((id) => new CaseData(columns, id)) as [CaseData, CaseData, CaseData];
    second.addOrigin(1, -6);
    second.addOrigin(3, -4);
    second.extendChain(1);
    second.receiveForfeited(9);
    second.receiveForfeited(2);
    second.hold(4, 120);
    return { columns, first, second, third };
  };

  test('is nothing at first', () => {
    const { columns, first } = three();
    expect(columns.findRare(0)).toBeUndefined();
    expect(first).toMatchObject({ origins: [], chain: [], forfeitedReceived: 0, inventoryLots: 0 });
    expect(first.holds).toBeUndefined();
    expect(first.attribute(5)).toBe(0);
  });

  test('is kept case by case', () => {
    const { second, third } = three();
    expect(second).toMatchObject({ origins: [{ case: 1 }, { case: 3 }], chain: [1], forfeitedReceived: 11 });
    expect([...(second.holds ?? [])]).toEqual([[4, 120]]);
    expect(second.inventoryLots).toBe(-10);
    expect([third.origins, third.chain, third.holds, third.forfeitedReceived]).toEqual([[], [], undefined, 0]);
  });

  test('closed lots leave the oldest inventory first, and no more than there is', () => {
    const { second } = three();
    expect(second.attribute(-4)).toBe(4);
    expect(second.origins).toEqual([
      { case: 1, lots: -2 },
      { case: 3, lots: -4 },
    ]);
    expect(second.attribute(3)).toBe(3);
    expect(second.origins).toEqual([{ case: 3, lots: -3 }]);
    expect(second.attribute(9)).toBe(3);
    expect(second.origins).toEqual([]);
    expect(second.attribute(1)).toBe(0);
  });

  test('comes back from a saved case', () => {
    const { columns, second } = three();
    columns.legs.add(1, { market: 6, side: -1, maintenance: 40 });
    second.post(0, FIELD.markLoss, 17);
    columns.close(1, 77);
    const saved = second.save();
    const copy = CaseData.restore(new CaseColumns(1), saved);
    expect(copy.save()).toEqual(saved);
    expect(saved).toMatchObject({
      closed: 77,
      origins: [
        { case: 1, lots: -6 },
        { case: 3, lots: -4 },
      ],
      chain: [1],
      holds: { 4: 120 },
      forfeitedReceived: 11,
    });
    copy.attribute(3);
    expect([copy.inventoryLots, second.inventoryLots, saved.origins[0]?.lots]).toEqual([-7, -10, -6]);
  });

  test('comes back as nothing where there was nothing, and open where it was open', () => {
    const { first } = three();
    const again = new CaseColumns(1);
    const copy = CaseData.restore(again, first.save());
    expect([copy.isOpen, copy.closed, again.findRare(0)]).toEqual([true, undefined, undefined]);
  });
});

describe('a market that a subject came to hold lots in', () => {
  test('is noted once, with the margin it had first, and not where nothing is held', () => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)) }), [{}, {}]);
    const columns = new CaseColumns(1);
    for (let row = 0; row < 3; row++) columns.add(headOf(row));
    const [first, second] = [1, 2].map((id) => new CaseData(columns, id)) as [CaseData, CaseData];
    const [a, b] = venue.markets as [Market, Market];
    first.noteLeg(a, 0);
    expect([first.legs, first.firstMarket, first.hasLeg(0)]).toEqual([[], -1, false]);
    first.noteLeg(b, -4);
    venue.ledger.setPrice(1, 200, 200);
    first.noteLeg(b, 9);
    first.noteLeg(b, 0);
    second.noteLeg(a, 1);
    expect([first.legs, first.firstMarket, second.legs, second.firstMarket]).toEqual([
      [{ market: 1, side: -1, maintenance: 40 }],
      1,
      [{ market: 0, side: 1, maintenance: 10 }],
      0,
    ]);
  });
});
