// Writes docs/guide/design-matrix.json of the check.json that `breakwater check --all` has written: node .config/design-matrix.mjs FILE.
import { readFileSync, writeFileSync } from 'node:fs';

const { designs } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const LETTERS = { held: 'h', broken: 'b', 'not-tried': 't', 'not-applicable': 'n' };
const rows = designs[0].properties.map(({ id, scope }, row) => ({
  id,
  scope,
  cells: designs.map(({ properties }) => LETTERS[properties[row].status]).join(''),
}));
const { seed, runs } = designs[0];
const matrix = { seed, runs, designs: designs.map(({ design }) => design), rows };
writeFileSync(
  new URL('../docs/guide/design-matrix.json', import.meta.url),
  `${JSON.stringify(matrix, undefined, 1)}\n`,
);
