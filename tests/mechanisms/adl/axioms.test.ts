import { readFileSync } from 'node:fs';
import { type AdlAllocation, Registry } from 'breakwater';
import { expect, test } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import {
  AXIOMS,
  type AxiomVerdict,
  axiomMatrix,
  axiomsPage,
  designsSection,
  type MatrixRow,
  problemText,
  tell,
} from '../../../src/check/axioms/index.ts';
import { cataloguePage } from '../../../src/cli/catalogue-page.ts';
import { usedBy } from '../../../src/cli/used-by.ts';
import { worldModels } from '../../../src/world/index.ts';

/**
 * Which rule breaks which axiom; it keeps all others. A cross has to be found by the search, a tick must not be.
 *
 * Awards are what is kept: equal awards level what each keeps, equal losses what each gives. Rules that look at equity are asked about
 * tables that have some. Of the two that take lots one by one, by Jefferson's method, scale invariance and composition break by rounding:
 * a large claim may be several lots from the rule in fractions.
 */
const CROSSES: Readonly<Record<string, string>> = {
  'adjusted-proportional': `consistency composition-up composition-down no-advantageous-split no-advantageous-merge
    no-advantageous-reallocation exemption exclusion`,
  'constrained-equal-awards': 'self-duality midpoint no-advantageous-split no-advantageous-reallocation exclusion',
  'constrained-equal-losses': `self-duality midpoint claims-truncation no-advantageous-merge no-advantageous-reallocation
    exemption`,
  'factor-leverage': `order-of-awards order-of-losses self-duality midpoint no-advantageous-merge no-advantageous-reallocation
    exemption exclusion`,
  'greedy-queue': `equal-treatment anonymity order-of-awards order-of-losses claims-monotonicity self-duality midpoint
    composition-down claims-truncation no-advantageous-split no-advantageous-reallocation exclusion`,
  'greedy-risk': `equal-treatment anonymity order-of-awards order-of-losses claims-monotonicity scale-invariance self-duality
    midpoint composition-down claims-truncation no-advantageous-split no-advantageous-merge no-advantageous-reallocation
    exemption exclusion`,
  'integer-pro-rata': 'claims-truncation exemption exclusion',
  'leverage-water-filling': `order-of-awards order-of-losses scale-invariance self-duality midpoint composition-up
    no-advantageous-merge no-advantageous-reallocation exemption exclusion`,
  'levered-pro-rata': `order-of-awards order-of-losses claims-monotonicity self-duality midpoint composition-up composition-down
    claims-truncation no-advantageous-merge no-advantageous-reallocation exemption exclusion`,
  'min-max-haircut': `scale-invariance self-duality midpoint composition-up composition-down claims-truncation exemption
    exclusion`,
  'minimal-overlap': `consistency self-duality midpoint composition-up composition-down no-advantageous-split
    no-advantageous-merge no-advantageous-reallocation exemption exclusion`,
  'mirror-descent': `consistency composition-up composition-down claims-truncation no-advantageous-split no-advantageous-merge
    no-advantageous-reallocation exemption exclusion`,
  proportional: 'claims-truncation exemption exclusion',
  'random-arrival': `consistency composition-up composition-down no-advantageous-split no-advantageous-merge
    no-advantageous-reallocation exemption exclusion`,
  'risk-aware-pro-rata': `order-of-awards order-of-losses claims-monotonicity self-duality midpoint composition-up
    composition-down claims-truncation no-advantageous-merge no-advantageous-reallocation exemption exclusion`,
  talmud: `composition-up composition-down no-advantageous-split no-advantageous-merge no-advantageous-reallocation exemption
    exclusion`,
  'top-n-pro-rata': `equal-treatment anonymity order-of-awards order-of-losses resource-monotonicity claims-monotonicity
    consistency self-duality midpoint composition-up composition-down claims-truncation no-advantageous-split
    no-advantageous-merge no-advantageous-reallocation exemption exclusion`,
};

const rules = new Registry(mechanisms).list('adl.allocation').map((mechanism) => ({
  name: mechanism.name,
  mechanism: mechanism as unknown as AdlAllocation,
  params: mechanism.params.parse({}),
}));
const named = ({ id }: { readonly id: string }): string => id.replace('axiom/', '');
const crossesOf = (name: string): readonly string[] => (CROSSES[name] ?? '').split(/\s+/).filter((each) => each !== '');

test('every allocation rule has its row, and no row is of another', () => {
  expect(Object.keys(CROSSES).sort()).toEqual(rules.map(({ name }) => name));
  const known = AXIOMS.map(named);
  expect(
    Object.keys(CROSSES)
      .flatMap(crossesOf)
      .filter((name) => !known.includes(name)),
  ).toEqual([]);
});

const told = ({ id, witness, problem }: AxiomVerdict): string =>
  witness === undefined || problem === undefined
    ? named({ id })
    : `${named({ id })}: ${tell(witness.tells)} (${problemText(problem)})`;

/** Searched once: the page is made of the same verdicts. */
const matrix = rules.map((rule) => axiomMatrix([rule])[0] as MatrixRow);

test.each(matrix.map((row) => [row.name, row] as const))(
  '%s keeps what it is said to keep, and breaks the rest',
  (name, { verdicts }) => {
    const broken = verdicts.filter(({ status }) => status === 'broken');
    console.log([name, ...broken.map(told)].join('\n  '));
    expect(broken.map(named)).toEqual(AXIOMS.map(named).filter((each) => crossesOf(name).includes(each)));
    expect(verdicts.filter(({ status }) => status === 'not-tried')).toEqual([]);
  },
);

test('the page of axioms is fresh (npm run schemas)', () => {
  const found = (name: string): string => readFileSync(`docs/guide/${name}`, 'utf8');
  const designs = designsSection(JSON.parse(found('design-matrix.json')), found('findings/findings.md'));
  expect(readFileSync('docs/guide/axioms.md', 'utf8')).toBe(axiomsPage(matrix, designs));
});

test('the catalogue of mechanisms is fresh (npm run schemas)', async () => {
  const registry = new Registry([...mechanisms, ...worldModels]);
  const page = cataloguePage(registry, await usedBy(registry), matrix);
  expect(readFileSync('docs/guide/catalogue.md', 'utf8') === page, 'docs/guide/catalogue.md is stale').toBe(true);
});
