import { defineInvariant } from 'breakwater';
import { countRows } from './count-rows.ts';
import { cutOf, deleverages } from './cuts.ts';
import { isMargined, spareOf } from './margins.ts';

/** AF10: ADL makes no new bankrupts. */
export const survivorNotRuined = defineInvariant({
  id: 'AF10/survivor-not-ruined',
  says: 'No cut, companion order or charge takes an account from at or above maintenance to below it.',
  scope: 'design',
  given: (design) =>
    deleverages(design) === true || design.layers.includes('socialisation') ? true : 'it takes nothing from survivors',
  tolerance: 0,
  source: 'catalogue AF10',
  over: 'step',
  reaches: ({ walk, books }) =>
    countRows(walk(), (row) => {
      const cut = cutOf(row);
      return cut !== undefined && isMargined(books.kindOf(cut.account)) && (spareOf(cut.moved.before) ?? -1) >= 0;
    }),
  holds: ({ walk, books }) => {
    for (const row of walk()) {
      const cut = cutOf(row);
      if (cut === undefined || !isMargined(books.kindOf(cut.account))) continue;
      const before = spareOf(cut.moved.before);
      const after = spareOf(cut.moved.after);
      if (before !== undefined && after !== undefined && before >= 0 && after < 0)
        return {
          who: `account ${cut.account}`,
          expected: `equity >= ${cut.moved.after.maintenance}`,
          found: cut.moved.after.equity ?? 0,
          difference: after,
          detail: `${row.cause} for case ${row.case} in step ${row.step}; it had ${before} to spare`,
        };
    }
    return undefined;
  },
});
