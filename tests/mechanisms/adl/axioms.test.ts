import { type AdlAllocation, Registry } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { AXIOMS, type AxiomVerdict, axiomMatrix, problemText, tell } from '../../../src/check/axioms/index.ts';

/**
 * Which rule breaks which axiom; it keeps all others. A cross has to be found by the search, a tick must not be.
 *
 * Awards are what is kept: equal awards level what each keeps, equal losses what each gives.
 */
const CROSSES: Readonly<Record<string, string>> = {
  'greedy-queue': `equal-treatment anonymity order-of-awards order-of-losses claims-monotonicity self-duality midpoint composition-down
    claims-truncation no-advantageous-split no-advantageous-reallocation exclusion`,
  'integer-pro-rata': 'claims-truncation exemption exclusion',
  'top-n-pro-rata': `equal-treatment anonymity order-of-awards order-of-losses resource-monotonicity claims-monotonicity consistency
    self-duality midpoint composition-up composition-down claims-truncation no-advantageous-split no-advantageous-merge
    no-advantageous-reallocation exemption exclusion`,
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

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test('keeps what it is said to keep, and breaks the rest with a witness', () => {
    const verdicts = axiomMatrix([rule]).flatMap((row) => row.verdicts);
    const broken = verdicts.filter(({ status }) => status === 'broken');
    console.log([name, ...broken.map(told)].join('\n  '));
    expect(broken.map(named)).toEqual(AXIOMS.map(named).filter((each) => crossesOf(name).includes(each)));
    expect(verdicts.filter(({ status }) => status === 'not-tried')).toEqual([]);
  });
});
