import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_ROWS, EVENT_COLUMNS, EventLog, type LedgerEvent } from '../../../src/ledger/index.ts';

/** What is done to a log: rows are pushed, rows are let go, or it goes on from a snapshot. */
const deeds = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), rows: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), back: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('hash' as const) }) },
  ),
  { maxLength: 40, size: 'max' },
);

/** Row number `i` of every log of this file. */
const push = (log: EventLog, i: number): void => {
  log.step = i >> 3;
  log.push(
    i % 20,
    i % 26,
    i % 5,
    i % 7,
    i,
    -i,
    i / 2,
    -i,
    i % 2 === 0 ? -0 : i * 2 ** 40,
    i % 11 === 0 ? Number.NaN : i,
  );
};

const plainLog = (rows: number): EventLog => {
  const log = new EventLog(Math.max(1, rows));
  for (let i = 0; i < rows; i++) push(log, i);
  return log;
};

const rowsOfSpans = (log: EventLog, from: number): LedgerEvent[] =>
  [...log.spans(from)].flatMap(({ columns, from: first, to, row }) =>
    Array.from({ length: to - first }, (_, i) => {
      const other = log.at(row + i);
      for (const name of ['a', 'value', 'mark'] as const) expect(columns[name][first + i]).toBe(other[name]);
      return other;
    }),
  );

test('is what its rows were, whatever its blocks, releases and resumptions', () => {
  const reached = { released: 0, spare: 0, resumedAfterRelease: 0, manyBlocks: 0 };
  fc.assert(
    fc.property(deeds, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (todo, capacity, more) => {
      const blockRows = capacity + more - 1;
      let log = new EventLog(capacity, blockRows);
      let rows = 0;
      for (const deed of todo) {
        if (deed.do === 'push') for (let i = 0; i < deed.rows; i++) push(log, rows++);
        else if (deed.do === 'release') {
          const before = log.first;
          const upTo = Math.max(0, rows - deed.back);
          log.release(upTo);
          expect(log.first).toBeLessThanOrEqual(Math.max(upTo, before));
          // What stays is the block that is being written, and one that is needed in part.
          expect(upTo - log.first).toBeLessThanOrEqual(Math.max(blockRows, 0));
          if (log.first > before) reached.released += 1;
          if (log.first - before > blockRows) reached.spare += 1;
        } else if (deed.do === 'resume') {
          const saved = structuredClone(log.save());
          log = EventLog.restore(saved, log.step, blockRows);
          expect(log.save()).toEqual(saved);
          if (log.first > 0) reached.resumedAfterRelease += 1;
        } else expect(log.digest()).toBe(plainLog(rows).digest());
        expect(log.length).toBe(rows);
      }
      const plain = plainLog(rows);
      expect(log.digest()).toBe(plain.digest());
      if (log.length - log.first > 2 * blockRows) reached.manyBlocks += 1;
      const held = rowsOfSpans(plain, log.first);
      expect(rowsOfSpans(log, log.first)).toEqual(held);
      expect(Array.from(held, (_, i) => log.at(log.first + i))).toEqual(held);
      const columns = log.columns();
      const expected = plain.columns();
      for (const name of EVENT_COLUMNS) expect([...columns[name]]).toEqual([...expected[name].subarray(log.first)]);
    }),
    { numRuns: 300 },
  );
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(20);
});

test('hashes every byte of every column', () => {
  const digest = plainLog(50).digest();
  for (const name of EVENT_COLUMNS) {
    const other = plainLog(50);
    const column = other.columns()[name];
    column[37] = (column[37] as number) === 1 ? 0 : 1;
    expect(other.digest()).not.toBe(digest);
  }
  expect(plainLog(49).digest()).not.toBe(digest);
});

describe('rows that were let go', () => {
  const released = (): EventLog => {
    const log = new EventLog(4, 4);
    for (let i = 0; i < 10; i++) push(log, i);
    log.release();
    return log;
  };

  test('are refused one by one, in spans and in an iteration', () => {
    const log = released();
    expect(log.first).toBe(8);
    expect(() => log.at(7)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: event 7 of a log that holds those from 8 on]`,
    );
    expect(() => [...log.spans(0)]).toThrow(RangeError);
    expect(() => [...log]).toThrow(RangeError);
    expect(() => log.at(10)).toThrowErrorMatchingInlineSnapshot(`[RangeError: event 10 of a log of 10]`);
    expect(() => [...log.spans(9, 11)]).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: events 9 to 11 of a log of 10]`,
    );
    expect([...log.spans(10)]).toEqual([]);
  });

  test('leave their memory to those that follow', () => {
    const log = released();
    const { columns } = [...log.spans(8)][0] as { columns: object };
    for (let i = 10; i < 13; i++) push(log, i);
    log.release();
    for (let i = 13; i < 17; i++) push(log, i);
    expect(([...log.spans(16)][0] as { columns: object }).columns).toBe(columns);
  });
});

test('a block is never smaller than the room made at first', () => {
  const log = new EventLog(8, 4);
  for (let i = 0; i < 21; i++) push(log, i);
  log.release();
  expect([log.first, log.at(16).a, log.at(20).a]).toEqual([16, 16, 20]);
});

test('the block that is being written stays, even when it is full', () => {
  const log = new EventLog(4, 4);
  for (let i = 0; i < 8; i++) push(log, i);
  log.release();
  expect([log.first, log.at(7).a]).toEqual([4, 7]);
  for (let i = 8; i < 13; i++) push(log, i);
  expect([log.at(4).a, log.at(12).a, log.length]).toEqual([4, 12, 13]);
  expect(log.digest()).toBe(plainLog(13).digest());
});

test('goes on with blocks of another size', () => {
  const log = new EventLog(4, 4);
  for (let i = 0; i < 13; i++) push(log, i);
  log.release(9);
  const other = EventLog.restore(log.save(), log.step, 3);
  for (let i = 13; i < 30; i++) push(other, i);
  expect(Array.from({ length: 22 }, (_, i) => other.at(8 + i).a)).toEqual(Array.from({ length: 22 }, (_, i) => 8 + i));
  expect([...other.spans(9, 20)].map(({ row, from, to }) => [row, to - from])).toEqual([
    [9, 2],
    [11, 3],
    [14, 3],
    [17, 3],
  ]);
  expect(() => other.spans(12, 11)).toThrowErrorMatchingInlineSnapshot(`[RangeError: events 12 to 11 of a log of 30]`);
  expect(other.digest()).toBe(plainLog(30).digest());
});

test('holds a block or two, however many rows go through it', () => {
  const log = new EventLog();
  let most = 0;
  for (let i = 0; i < 500_000; i++) {
    push(log, i);
    if (i % 1000 === 999) log.release();
    most = Math.max(most, log.length - log.first);
  }
  expect(log.length).toBe(500_000);
  expect(most).toBeLessThanOrEqual(2 * BLOCK_ROWS);
});
