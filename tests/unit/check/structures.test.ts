import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventCursor } from '../../../src/check/event-cursor.ts';
import { ExactSums } from '../../../src/check/exact-sums.ts';
import { Holdings } from '../../../src/check/holdings.ts';
import { IdsMet } from '../../../src/check/ids-met.ts';
import { Beside, StepRows } from '../../../src/check/step-rows.ts';
import { shareOf, shareUp } from '../../../src/check/whole-shares.ts';
import { CAUSE, CAUSES, EVENT, EVENT_KINDS, EventLog } from '../../../src/ledger/index.ts';

/** Whole numbers of every size, those at the edge of what is safe among them. */
const whole = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 50 }).map((less) => Number.MAX_SAFE_INTEGER - less),
  fc.integer({ min: 0, max: 50 }).map((more) => more - Number.MAX_SAFE_INTEGER),
);
const above = whole.map((n) => Math.max(1, Math.abs(n)));

const floorTwin = (a: bigint, b: bigint): bigint => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);

describe('a share of a whole', () => {
  test('is the floor of the exact quotient, and the ceiling of it', () => {
    let far = 0;
    fc.assert(
      fc.property(whole, whole, above, (all, part, of) => {
        const product = BigInt(all) * BigInt(part);
        if (product > 2n ** 53n) far += 1;
        expect(shareOf(all, part, of)).toBe(Number(floorTwin(product, BigInt(of))));
        expect(shareUp(all, part, of)).toBe(0 - Number(floorTwin(-product, BigInt(of))));
      }),
      { numRuns: 5000 },
    );
    expect(far).toBeGreaterThan(500);
  });

  test('is exact one below and one above a multiple', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 26 }), fc.integer({ min: 1, max: 2 ** 26 }), (times, of) => {
        expect(shareOf(times * of - 1, 1, of)).toBe(times - 1);
        expect(shareOf(times * of, 1, of)).toBe(times);
        expect(shareOf(1, times * of + 1, of)).toBe(of === 1 ? times + 1 : times);
      }),
      { numRuns: 2000 },
    );
  });
});

test('sums are exact, also beyond 2^53 and back', () => {
  let wide = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 200), whole), { maxLength: 60, size: 'max' }), (added) => {
      const sums = new ExactSums();
      const twin = new Map<number, bigint>();
      for (const [account, units] of added) {
        sums.add(account, units);
        twin.set(account, (twin.get(account) ?? 0n) + BigInt(units));
      }
      for (const account of [0, 1, 2, 3, 200, 10_000]) {
        const sum = twin.get(account) ?? 0n;
        if (sum > 2n ** 53n) wide += 1;
        expect(sums.exact(account)).toBe(sum);
        expect(sums.nearest(account)).toBe(Number(sum));
      }
    }),
    { numRuns: 500 },
  );
  expect(wide).toBeGreaterThan(20);
  expect(() => new ExactSums().add(0, 0.5)).toThrow(RangeError);
});

test('holdings are found, listed and forgotten as a map of maps would', () => {
  let closed = 0;
  const acts = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 7 }), fc.nat({ max: 3 })), {
    maxLength: 400,
    size: 'max',
  });
  fc.assert(
    fc.property(acts, (list) => {
      const holdings = new Holdings(8);
      const twin = new Map<number, Map<number, number>>();
      for (const [account, market, act] of list) {
        const own = twin.get(account) ?? new Map<number, number>();
        twin.set(account, own);
        const row = holdings.find(account, market);
        expect(row === -1).toBe(!own.has(market));
        if (row !== -1 && act === 0) {
          holdings.close(row);
          own.delete(market);
          closed += 1;
          continue;
        }
        const lots = act + 1;
        const at = row === -1 ? holdings.open(account, market) : row;
        if (row === -1) expect([holdings.lotsOf(at), holdings.costOf(at), holdings.indexOf(at)]).toEqual([0, 0, 0]);
        holdings.hold(at, lots, 2 * lots);
        holdings.settle(at, 3 * lots);
        own.set(market, lots);
      }
      for (let account = -1; account <= 41; account++) {
        const listed: [number, number | undefined][] = [];
        for (let row = holdings.first(account); row !== -1; row = holdings.after(row))
          listed.push([holdings.marketOf(row), holdings.lotsOf(row)]);
        expect(listed.sort(([a], [b]) => a - b)).toEqual([...(twin.get(account) ?? [])].sort(([a], [b]) => a - b));
      }
    }),
    { numRuns: 300 },
  );
  expect(closed).toBeGreaterThan(1000);
});

test('ids met are each listed once, in the order they came, and a list handed out stays', () => {
  const met = new IdsMet();
  for (const id of [0, 3, 0, -1, 500, 3]) met.add(id);
  const first = met.list;
  met.begin();
  for (const id of [500, 7]) met.add(id);
  expect(first).toEqual([0, 3, 500]);
  expect(met.list).toEqual([500, 7]);
});

const event = fc.record({
  kind: fc.nat({ max: EVENT_KINDS.length - 1 }),
  cause: fc.nat({ max: CAUSES.length - 1 }),
  case: fc.nat(),
  a: fc.integer({ min: -1, max: 9 }),
  lots: fc.integer(),
});

test('a walk tells the rows of a log, all or of one kind, over any blocks and from any row', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), fc.nat(), (events, block, skip) => {
      const log = new EventLog(1, block);
      for (const [i, { kind, cause, case: caseId, a, lots }] of events.entries()) {
        log.step = i;
        log.push(kind, cause, caseId, i, a, 2, lots, 3, 4, 5);
      }
      const from = Math.min(skip, events.length);
      const expected = Array.from({ length: events.length - from }, (_, i) => log.at(from + i));
      const spans = [...log.spans(from)];
      const rows = new StepRows(spans, new Beside());
      expect(rows.array).toEqual(expected.map((row) => ({ ...row, heldByA: 0, heldByB: 0 })));
      expect(Array.from(new EventCursor(spans), ({ row, kind, cause }) => [row, kind, cause])).toEqual(
        expected.map(({ kind, cause }, row) => [row, kind, cause]),
      );
      for (const kind of EVENT_KINDS)
        expect(Array.from(rows.walkOnly(kind), ({ row, step }) => [row, step])).toEqual(
          expected.flatMap((one, row) => (one.kind === kind ? [[row, one.step]] : [])),
        );
      expect([...rows.walkOnly('no such kind')]).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('what is noted of a row is told by every walk, and forgotten with the step', () => {
  const log = new EventLog();
  log.push(EVENT.fill, CAUSE.trade, 0, 0, 1, 2, 3, 4, 5, 6);
  log.push(EVENT.transfer, CAUSE.pay, 0, 0, 1, 2, 0, 4, 0, 0);
  const beside = new Beside();
  const rows = new StepRows(log.spans(0), beside);
  const cursor = rows.walk();
  cursor.next();
  cursor.noteHeld(7, -8);
  cursor.next();
  cursor.noteFree(9, -1);
  expect(rows.array).toMatchObject([
    { heldByA: 7, heldByB: -8 },
    { heldByA: 0, heldByB: 0, freeAfter: 9, resultAfter: -1 },
  ]);
  expect(rows.array[0]?.freeAfter).toBeUndefined();
  expect(Array.from(rows.walkOnly('transfer'), ({ freeAfter }) => freeAfter)).toEqual([9]);
  expect(new StepRows(log.spans(1), beside).array[0]?.freeAfter).toBeUndefined();
});
