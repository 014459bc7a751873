import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Positions } from '../../../src/ledger/positions.ts';

/** An index at which a position is opened or settled: mostly none was charged yet. */
const index = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer());
const deeds = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), index }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), index, row: fc.nat(199) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), row: fc.nat(199) }) },
  ),
  { maxLength: 200, size: 'max' },
);

test('a position is settled at the index that was noted last, whether or not there is a column of them', () => {
  const reached = { none: 0, late: 0, grown: 0 };
  fc.assert(
    fc.property(deeds, (todo) => {
      let positions = new Positions(1, 2);
      const noted: number[] = [];
      let charged = -1;
      for (const deed of todo) {
        if (deed.do === 'open') {
          const row = positions.open(noted.length, 0, -1, deed.index);
          noted[row] = deed.index;
        } else if (deed.row < noted.length) {
          if (deed.do === 'settle') {
            positions.setEntryIndex(deed.row, deed.index);
            noted[deed.row] = deed.index;
          } else if (positions.account[deed.row] !== -1) positions.close(deed.row, deed.row);
        }
        if (charged === -1 && noted.some((one) => one !== 0)) charged = noted.length;
        expect(noted.map((_, row) => positions.entryIndexOf(row))).toEqual(noted);
      }
      const saved = structuredClone(positions.save());
      expect([...saved.entryIndex]).toEqual(noted);
      positions = Positions.restore(saved);
      expect(noted.map((_, row) => positions.entryIndexOf(row))).toEqual(noted);
      if (charged === -1 && noted.length > 0) reached.none += 1;
      if (charged > 2) reached.late += 1;
      if (charged !== -1 && noted.length > 4 * charged) reached.grown += 1;
    }),
    { numRuns: 200 },
  );
  for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(5);
});
