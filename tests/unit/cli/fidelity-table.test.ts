import { expect, test } from 'vitest';
import { fidelityTable, type Trusted } from '../../../src/cli/fidelity-table.ts';

const designs: readonly Trusted[] = [
  { name: 'one', fidelity: { margin: 'assumed', fund: 'published', 'adl.trigger': 'own' } },
  { name: 'another', fidelity: { margin: 'published', mark: 'own', adl: 'published' } },
];

test('a design is a line with a letter for each part that any design has, under the name of the part', () => {
  expect(fidelityTable(designs, 100)).toBe(
    [
      '           margin',
      '           │ mark',
      '           │ │   fund',
      '           │ │   │   adl, as one rule',
      '           │ │   │   │ adl.trigger',
      '  one      a ·   P   · o',
      '  another  P o   ·   P ·',
    ].join('\n'),
  );
});

test('a line that is too narrow for the table has none', () => {
  const widest = '           │ │   │   adl, as one rule'.length;
  expect(fidelityTable(designs, widest)).toBeDefined();
  expect(fidelityTable(designs, widest - 1)).toBeUndefined();
});
