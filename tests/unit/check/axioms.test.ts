import { type AdlAllocation, defineAdlAllocation, z } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { greedyQueue, integerProRata } from '../../../mechanisms/adl/allocation/index.ts';
import {
  AXIOMS,
  type Axiom,
  askRule,
  type ClaimsTable,
  keptOn,
  searchAxiom,
  tell,
  tryAxiom,
} from '../../../src/check/axioms/index.ts';
import { stream } from '../../../src/math/index.ts';
import { apportion } from '../../../src/money/index.ts';

const planted = (name: string, allocate: AdlAllocation['allocate']): AdlAllocation =>
  defineAdlAllocation({
    name,
    summary: 'A rule for tests.',
    source: 'a test',
    params: z.strictObject({}),
    allocate: (problem, params, state) => allocate(problem, params, state),
  }) as unknown as AdlAllocation;

const plain = (mechanism: unknown) => ({
  name: (mechanism as AdlAllocation).name,
  mechanism: mechanism as AdlAllocation,
  params: {},
});
const axiom = (name: string): Axiom => AXIOMS.find(({ id }) => id === `axiom/${name}`) as Axiom;
const table = (...capacities: number[]): ClaimsTable => ({ capacity: Float64Array.from(capacities) });

/** Each gives in turn, in the order of the rows or against it. */
const inTurn = (limit: Float64Array, need: number, backwards = false): Float64Array => {
  const gives = new Float64Array(limit.length);
  let left = need;
  for (let k = 0; k < limit.length; k++) {
    const row = backwards ? limit.length - 1 - k : k;
    gives[row] = Math.min(left, limit[row] ?? 0);
    left -= gives[row] ?? 0;
  }
  return gives;
};
const equally = (limit: Float64Array, need: number): Float64Array =>
  apportion(need, new Float64Array(limit.length).fill(1), limit);

/** Rules that break one thing each, plain to see. */
const firstUpTo100 = planted('first-up-to-100', ({ limit, need }) => inTurn(limit, need, need > 100));
const smallestFirst = planted('smallest-first', ({ limit, need }) => {
  const order = [...limit.keys()].sort((a, b) => (limit[a] ?? 0) - (limit[b] ?? 0));
  const given = inTurn(
    Float64Array.from(order, (row) => limit[row] ?? 0),
    need,
  );
  return limit.map((_, row) => given[order.indexOf(row)] ?? 0);
});
const inOrder = planted('in-order', ({ limit, need }) => inTurn(limit, need));
const byNumber = planted('by-number', ({ n, limit, need }) => (n === 3 ? inTurn(limit, need) : equally(limit, need)));
const equalLosses = planted('equal-losses', ({ limit, need }) => equally(limit, need));
const equalAwards = planted('equal-awards', ({ limit, need }) => {
  const estate = limit.reduce((sum, x) => sum + x, 0) - need;
  return equally(limit, estate).map((kept, row) => (limit[row] ?? 0) - kept);
});

describe('each axiom breaks where it should, and says why', () => {
  const broken: readonly (readonly [string, unknown, ClaimsTable, number, unknown, string])[] = [
    ['equal-treatment', inOrder, table(100, 200, 100), 50, null, 'A gives 50, and C, which is alike, 0'],
    [
      'anonymity',
      inOrder,
      table(100, 200, 300),
      150,
      [2, 1, 0],
      'C gives 0 in row 3, but 150 in row 1 of the same rows in another order',
    ],
    ['order-of-awards', greedyQueue, table(100, 200, 300), 250, null, 'C keeps 50 of 300, and B keeps 200 of 200'],
    ['order-of-losses', smallestFirst, table(100, 200, 300), 250, null, 'C gives 0 of 300, and B gives 150 of 200'],
    [
      'resource-monotonicity',
      firstUpTo100,
      table(100, 200, 300),
      100,
      101,
      'A gives 100 of a need of 100, but 0 of 101',
    ],
    [
      'claims-monotonicity',
      greedyQueue,
      table(100, 200, 300),
      100,
      { row: 1, by: 150 },
      'B keeps 200 of 200, but 100 of 350 with the same estate',
    ],
    [
      'scale-invariance',
      firstUpTo100,
      table(100, 200, 300),
      60,
      10,
      'A gives 60, but 0 when everything is 10 times as large',
    ],
    [
      'consistency',
      byNumber,
      table(100, 200, 300),
      150,
      [2],
      'A gives 100, but 75 of the 150 that are left when C has given and leaves',
    ],
    [
      'self-duality',
      equalLosses,
      table(100, 200, 300),
      100,
      null,
      'C gives 33 of a need of 100, but keeps 100 when the need is 500',
    ],
    ['midpoint', equalLosses, table(100, 200, 600), 450, null, 'C gives 175 of 600 when half of all, 450, is needed'],
    [
      'composition-up',
      firstUpTo100,
      table(100, 200, 300),
      100,
      300,
      'A gives 100 of 100 at once, but 0 when 300 is raised first and what each gave of it shares the need',
    ],
    [
      'composition-down',
      greedyQueue,
      table(250, 200, 300),
      200,
      100,
      'A gives 0 at once, but 0 + 100 in waves of 100 and 100',
    ],
    [
      'claims-truncation',
      integerProRata,
      table(100, 200, 300),
      500,
      null,
      'A keeps 17, but 33 when no capacity goes beyond the estate of 100',
    ],
    [
      'no-advantageous-split',
      greedyQueue,
      table(100, 200, 300),
      250,
      { row: 2, part: 150 },
      'C gives 250 of 300, but 50 in two accounts of 150 and 150',
    ],
    [
      'no-advantageous-merge',
      equalLosses,
      table(100, 200, 300),
      240,
      [0, 1],
      'A and B give 160, but 120 as one account of 300',
    ],
    [
      'no-advantageous-reallocation',
      equalAwards,
      table(100, 200, 300),
      300,
      { to: 0, from: 1, amount: 200 },
      'A and B give 100 together, but 150 when B hands 200 to A',
    ],
    [
      'exemption',
      integerProRata,
      table(60, 200, 300),
      280,
      null,
      'A gives 30, though its 60 is at most 280 / 3, an equal part of the estate',
    ],
    [
      'exclusion',
      integerProRata,
      table(60, 200, 300),
      280,
      null,
      'A keeps 30, though its 60 is at most 280 / 3, an equal part of the need',
    ],
  ];

  test.each(broken)('%s', (name, mechanism, claims, need, choice, sentence) => {
    const { ask } = askRule(plain(mechanism));
    const witness = axiom(name).holds(ask, { table: claims, need }, choice);
    expect(witness && tell(witness.tells)).toBe(sentence);
  });
});

describe('feasibility', () => {
  const tell1 = (allocate: AdlAllocation['allocate']): string | undefined => {
    const rule = askRule(plain(planted('wrong', allocate)));
    const witness = axiom('feasibility').holds(rule.ask, { table: table(100, 200), need: 150 }, null);
    return witness && tell(witness.tells);
  };

  test.each([
    [() => Float64Array.of(150, 0), 'wrong: row 1 gives 150, but its capacity is 100'],
    [() => Float64Array.of(50, 99), 'wrong: the claims give 149 in sum, but the need was 150'],
    [() => Float64Array.of(50.5, 99.5), 'wrong: row 1 gives 50.5; it is a whole number >= 0'],
    [() => Float64Array.of(-1, 151), 'wrong: row 1 gives -1; it is a whole number >= 0'],
    [() => Float64Array.of(150), 'wrong: it answered for 1 claims of 2'],
    [() => [50, 100] as unknown as Float64Array, 'wrong: it answered object, not a Float64Array'],
    [() => Float64Array.of(50, 100), undefined],
  ])('%s', (allocate, sentence) => expect(tell1(allocate)).toBe(sentence));

  test('a rule that throws is named, and is no witness', () => {
    const throws = planted('throws', () => {
      throw new Error('no idea');
    });
    expect(() => askRule(plain(throws)).ask(table(1), 1)).toThrow('adl.allocation throws threw: no idea');
    expect(() => searchAxiom(axiom('feasibility'), plain(throws))).toThrow('adl.allocation throws threw: no idea');
  });
});

describe('on a table', () => {
  const verdictsOf = (mechanism: unknown, claims: ClaimsTable, need: number) =>
    keptOn(AXIOMS, askRule(plain(mechanism)), { table: claims, need });
  const statusOf = (mechanism: unknown, claims: ClaimsTable, need: number) =>
    Object.fromEntries(verdictsOf(mechanism, claims, need).map(({ id, status }) => [id.replace('axiom/', ''), status]));

  test('an axiom that has nothing to say is not tried, and says what it needs', () => {
    const verdicts = verdictsOf(integerProRata, table(100, 200, 300), 600);
    const untried = verdicts.filter(({ status }) => status === 'not-tried').map(({ id, reason }) => [id, reason]);
    expect(untried).toEqual([
      ['axiom/equal-treatment', 'needs two rows that are alike'],
      ['axiom/composition-up', 'needs a greater need that the claims can meet'],
      ['axiom/exemption', 'needs a row that is at most an equal part of the estate'],
    ]);
  });

  test('proportional shares keep all but truncation, exemption and exclusion', () => {
    const status = statusOf(integerProRata, table(50, 200, 300, 200), 400);
    const broken = Object.keys(status).filter((name) => status[name] === 'broken');
    expect(broken).toEqual(['exemption', 'exclusion']);
    expect(statusOf(integerProRata, table(100, 200, 300), 500)['claims-truncation']).toBe('broken');
  });

  test('no rows, one row, and rows without capacity break nothing', () => {
    for (const claims of [table(), table(7), table(0, 0)])
      for (const need of new Set([0, claims.capacity[0] ?? 0]))
        for (const rule of [integerProRata, greedyQueue, equalLosses])
          expect(verdictsOf(rule, claims, need).filter(({ status }) => status === 'broken')).toEqual([]);
  });

  test('one lot of rounding is no witness, two are', () => {
    const off = (by: number) =>
      planted('off', ({ limit, need }) => {
        const gives = equally(limit, need);
        return gives.map((give, row) => give + (row === 1 ? by : row === 2 ? -by : 0));
      });
    const verdictOf = (by: number, need: number) =>
      tryAxiom(axiom('equal-treatment'), askRule(plain(off(by))), { table: table(100, 100, 100), need }, stream(1), 1);
    expect(verdictOf(0, 151).status).toBe('held');
    expect(verdictOf(1, 150).status).toBe('broken');
  });

  test('a rule that draws is not judged by two of its draws', () => {
    const lottery = planted('lottery', ({ limit, need, random }) => inTurn(limit, need, random.chance(0.5)));
    const status = statusOf(lottery, table(100, 200, 300), 150);
    expect(status.feasibility).toBe('held');
    expect(new Set(Object.entries(status).flatMap(([name, each]) => (name === 'feasibility' ? [] : [each])))).toEqual(
      new Set(['not-tried']),
    );
  });

  test('columns of their own count: unlike weights are no equals, and go with a split', () => {
    const claims = { capacity: Float64Array.of(100, 100), weight: Float64Array.of(3, 1) };
    const status = statusOf(integerProRata, claims, 80);
    expect(status).toMatchObject({
      'equal-treatment': 'not-tried',
      'no-advantageous-split': 'held',
      anonymity: 'held',
    });
  });

  test('many rows are looked at in the order of capacity', () => {
    const claims = table(...Array.from({ length: 1000 }, (_, row) => 1000 + ((row * 7919) % 1000)));
    const verdict = tryAxiom(
      axiom('order-of-awards'),
      askRule(plain(greedyQueue)),
      { table: claims, need: 100_000 },
      stream(1),
      4,
    );
    expect(verdict.status).toBe('broken');
  });
});

test('a search finds the same witness again, and another seed another', () => {
  const search = (seed: number) => searchAxiom(axiom('composition-down'), plain(greedyQueue), { seed });
  expect(search(1).status).toBe('broken');
  expect(search(1)).toEqual(search(1));
  expect(search(1).problem).not.toEqual(search(2).problem);
});

test('ids are unique, and every statement has its source and its tolerance', () => {
  expect(new Set(AXIOMS.map(({ id }) => id)).size).toBe(AXIOMS.length);
  for (const { id, says, means, source, tolerance } of AXIOMS) {
    expect(id).toMatch(/^axiom\/[a-z]+(-[a-z]+)*$/);
    for (const text of [says, means]) expect(text).toMatch(/^[A-Z].*\.$/s);
    expect(source).toMatch(/\d{4}/);
    expect(tolerance).not.toBe('');
  }
});
