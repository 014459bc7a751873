import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { invariants } from '../../../specs/invariants/index.ts';
import { theorems } from '../../../specs/invariants/theorems/index.ts';
import { askModels, examineRule, type RulesToAsk, rulesAsked } from '../../../src/check/index.ts';
import { type AdlAllocation, type ClaimsProblem, defineAdlAllocation, type Invariant, z } from '../../../src/index.ts';

const rules = mechanisms.filter((one) => one.slot === 'adl.allocation') as unknown as readonly AdlAllocation[];
const asked: RulesToAsk = { seed: 1, rules };
const ofScope = (...scopes: readonly Invariant['scope'][]) => theorems.filter(({ scope }) => scopes.includes(scope));
const one = (id: string): Invariant => theorems.find((each) => each.id === id) as Invariant;
const use = (name: string) => {
  const mechanism = rules.find((each) => each.name === name) as AdlAllocation;
  return { name, mechanism, params: mechanism.params.parse({}) };
};
/** First break of a model in a hundred draws. */
const breakOf = (id: string, among: readonly AdlAllocation[] = rules) => {
  for (let run = 0; run < 100; run++) {
    const [answered] = askModels([one(id)], run, { seed: 1, rules: among });
    if (answered?.verdict.witness !== undefined) return answered.verdict.witness;
  }
  return undefined;
};

describe('every theorem', () => {
  it('has a number from 1 to 32, and all numbers are there', () => {
    const numbers = new Set(theorems.map(({ id }) => /^T(\d+)a?\/[a-z0-9-]+$/.exec(id)?.[1]));
    expect(numbers).toEqual(new Set(Array.from({ length: 32 }, (_, i) => String(i + 1))));
    expect(theorems.some(({ id }) => id.startsWith('T20a/'))).toBe(true);
    expect(new Set(invariants.map(({ id }) => id)).size).toBe(invariants.length);
  });

  it.each(
    ofScope('universal', 'design')
      .filter(({ over }) => over === 'model')
      .map(({ id }) => id),
  )('%s holds in a hundred draws', (id) => {
    expect(breakOf(id)).toBeUndefined();
  });

  it.each(ofScope('statistical').map(({ id }) => id))('%s holds for three seeds', (id) => {
    for (const seed of [1, 2, 3]) {
      const [answered] = askModels([one(id)], 0, { seed, rules });
      expect(answered?.verdict).toMatchObject({ id, status: 'held', reached: 1 });
      expect(askModels([one(id)], 1, { seed, rules })).toEqual([]);
    }
  });

  it.each(rules.map(({ name }) => name))(
    '%s keeps what is universal over claims, and breaks what is refuted',
    (name) => {
      const findings = examineRule(use(name), theorems, { ...asked, runs: 60 });
      const scopes = { universal: 'held', refuted: 'broken' } as const;
      for (const { id, scope, status } of findings)
        if (scope === 'universal' || scope === 'refuted') expect([id, status]).toEqual([id, scopes[scope]]);
      expect(findings.filter(({ status }) => status === 'not-tried')).toEqual([]);
    },
  );
});

describe('a rule whose answer depends on equity', () => {
  it.each([
    ['proportional', 'held'],
    ['greedy-queue', 'held'],
    ['leverage-water-filling', 'broken'],
    ['risk-aware-pro-rata', 'broken'],
    ['factor-leverage', 'broken'],
  ])('%s: cash invariance is %s', (name, status) => {
    const [finding] = examineRule(use(name), [one('T5/cash-invariance')], { ...asked, runs: 60 });
    expect(finding?.status).toBe(status);
  });
});

const give = (problem: ClaimsProblem): number[] => Array.from(problem.limit);
const planted = (name: string, allocate: (problem: ClaimsProblem) => number[]): AdlAllocation =>
  defineAdlAllocation({
    name,
    summary: name,
    source: 'tests',
    params: z.strictObject({}),
    allocate: (problem) => Float64Array.from(allocate(problem)),
  }) as unknown as AdlAllocation;

/** Each in turn gives all it has, in the order of the rows. */
const inTurn = ({ need, limit }: ClaimsProblem): number[] => {
  let left = need;
  return Array.from(limit, (most) => {
    const part = Math.min(left, most);
    left -= part;
    return part;
  });
};
const fromTheEnd = (problem: ClaimsProblem): number[] =>
  inTurn({ ...problem, need: problem.need, limit: problem.limit.toReversed() }).reverse();

const largestFirst = ({ need, limit }: ClaimsProblem): number[] => {
  const gives = Array.from(limit, () => 0);
  let left = need;
  for (const row of Array.from(limit.keys()).sort((a, b) => (limit[b] as number) - (limit[a] as number))) {
    gives[row] = Math.min(left, limit[row] as number);
    left -= gives[row] as number;
  }
  return gives;
};

describe('a faulty rule', () => {
  it.each<[string, (problem: ClaimsProblem) => number[], object, object]>([
    [
      'T1/budget-balance',
      (problem) => inTurn({ ...problem, need: Math.max(0, problem.need - 1) }),
      { expected: 1, found: 0, difference: -1 },
      { capacity: [1], need: 1 },
    ],
    [
      'T2/bounds',
      (problem) => inTurn(problem).map((part, i, all) => (i === 0 ? part + 1 : i === all.length - 1 ? part - 1 : part)),
      { expected: 'a whole number from 0 to 0', found: 1 },
      { need: 0 },
    ],
    [
      'T3/never-under-raises',
      (problem) => give(problem).map((most, i) => (i === 0 && problem.need > most ? 0 : most)),
      { difference: -1 },
      { capacity: [1] },
    ],
    [
      'T4/separation',
      (problem) => inTurn({ ...problem, need: Math.floor(problem.need / 2) }),
      { expected: 0, found: 1, difference: 1 },
      { capacity: [1], need: 1 },
    ],
    [
      'T15/weighted-majorisation',
      ({ limit }) => Array.from(limit, () => 0),
      { expected: 'at least 1', found: 0, difference: -1 },
      { need: 1 },
    ],
    ['T16/convex-cost', ({ limit }) => Array.from(limit, () => 0), { found: 0 }, { need: 1 }],
    ['T8/top-survivor-bound', give, { found: 0 }, {}],
    ['T8/queue-drains-the-first', give, { who: 'claim 1' }, {}],
  ])('breaks %s, and the question is made small', (id, allocate, witness, question) => {
    const rule = { name: 'planted', mechanism: planted('planted', allocate), params: {} };
    const [finding] = examineRule(rule, [one(id)], { ...asked, runs: 60 });
    expect(finding).toMatchObject({
      id,
      status: 'broken',
      counterexample: { witness, claims: { rule: 'planted', question } },
    });
    expect(finding?.counterexample?.claims?.question?.capacity.length).toBeLessThanOrEqual(3);
  });

  it.each<[string, string, (problem: ClaimsProblem) => number[]]>([
    ['T9/queue-gap', 'proportional', inTurn],
    ['T10/pro-rata-equal-shares', 'proportional', inTurn],
    ['T11/capped-pro-rata-optimal', 'integer-pro-rata', fromTheEnd],
    [
      'T12/capped-pro-rata-neutral',
      'integer-pro-rata',
      (problem) => (problem.n % 2 === 0 ? inTurn(problem) : fromTheEnd(problem)),
    ],
    ['T12/monotone-with-ordered-caps', 'integer-pro-rata', inTurn],
    ['T13/rap-water-level', 'risk-aware-pro-rata', inTurn],
    ['T13/greedy-rap-pro-rata', 'greedy-risk', fromTheEnd],
    ['T14/rap-burden', 'risk-aware-pro-rata', inTurn],
    ['T26/risk-left-convex', 'greedy-risk', fromTheEnd],
    ['T29/death-spiral', 'risk-aware-pro-rata', inTurn],
    ['T30/levered-pro-rata', 'levered-pro-rata', inTurn],
    ['T31/queue-splits', 'greedy-queue', fromTheEnd],
    [
      'T31/ratio-queue-splits',
      'greedy-queue',
      (problem) => (problem.n % 2 === 0 ? inTurn(problem) : fromTheEnd(problem)),
    ],
    ['T18/ptsr-scaling', 'proportional', largestFirst],
  ])('in the place of a shipped one breaks %s', (id, name, allocate) => {
    const among = rules.map((rule) => (rule.name === name ? planted(name, allocate) : rule));
    expect(breakOf(id, among)).toBeDefined();
  });

  it('that regrets more than it may breaks the bound', () => {
    const regretful = defineAdlAllocation({
      name: 'mirror-descent',
      summary: 'Regrets.',
      source: 'tests',
      params: z.strictObject({ loss: z.string() }),
      initial: () => 0,
      figures: {
        regret: { unit: 'loss', says: 'Too much.', of: () => 9 },
        'regret-bound': { unit: 'loss', says: 'The bound.', of: () => 8 },
      },
      allocate: ({ limit, need }) => Float64Array.from(inTurn({ limit, need } as ClaimsProblem)),
    }) as unknown as AdlAllocation;
    const among = [...rules.filter(({ name }) => name !== 'mirror-descent'), regretful];
    expect(breakOf('T25/descent-regret', among)).toMatchObject({ found: 9 });
  });
});

const millions = (...numbers: readonly number[]): Float64Array => Float64Array.from(numbers, (x) => x * 1_000_000);
const told = (gives: Float64Array): number[] => Array.from(gives, (units) => units / 1_000_000);
const { allocate } = rulesAsked(asked, 'examples', 0);

describe('claims that are refuted, in the numbers of the paper', () => {
  it.each(
    ofScope('refuted')
      .filter(({ over }) => over === 'model')
      .map(({ id }) => id),
  )('%s breaks when numbers are drawn', (id) => {
    expect(breakOf(id)).toBeDefined();
  });

  const example = { capacity: millions(8, 4, 0.5), need: 7_500_000 };

  it('T8: the queue leaves 4 to the second, pro rata 3.2 at most', () => {
    const claim = one('T8/queue-minimises-top') as Extract<Invariant, { over: 'claims' }>;
    const subject = {
      ...rulesAsked(asked, 'T8', 0),
      rule: 'proportional',
      question: example,
      gives: allocate('proportional', example),
      ask: () => example.capacity,
    };
    expect(claim.holds(subject)).toEqual({
      who: 'a queue and proportional',
      expected: 'at most 3200000 left to the largest by the queue',
      found: 4_000_000,
      difference: 800_000,
      detail: 'claims 8000000, 4000000, 500000; need 7500000',
    });
  });

  it('T9: the gap of the first account is 2.7', () => {
    const [queue = 0] = allocate('greedy-queue', example);
    const [proRata = 0] = allocate('proportional', example);
    expect((queue - proRata) / 1_000_000).toBe(2.7);
  });

  it('T11: shares of 0.299, 0.150, 0.019 have the smaller sum of squares', () => {
    const { capacity } = example;
    const squares = Float64Array.from(capacity, (w) => (w / 1_000_000) ** 2 * 1_000_000);
    const shares = (gives: Float64Array): number[] => Array.from(gives, (units, i) => units / (capacity[i] as number));
    const other = shares(allocate('integer-pro-rata', { capacity, need: 3_000_000, weight: squares }));
    const proRata = shares(allocate('proportional', { capacity, need: 3_000_000 }));
    expect(other.map((share) => Math.round(share * 1000))).toEqual([299, 150, 19]);
    expect(proRata.map((share) => Math.round(share * 1000))).toEqual([240, 240, 240]);
    const sum = (all: readonly number[]): number => all.reduce((total, share) => total + share * share, 0);
    expect(sum(other)).toBeLessThan(sum(proRata));
  });

  it('T12: of 10 and 9, with the second spared, 5 leaves 5 and 9', () => {
    const claim = millions(10, 9);
    const gives = allocate('integer-pro-rata', { claim, weight: claim, capacity: millions(10, 0), need: 5_000_000 });
    expect(told(gives)).toEqual([5, 0]);
  });

  it('T13: with risks of 2 and 1 the rule removes 5/3, a queue by risk 2', () => {
    const equity = millions(1, 1);
    // Leverage is the root of the risk: the weight is leverage times leverage.
    const question = {
      capacity: equity,
      equity,
      exposure: Float64Array.from([Math.round(Math.SQRT2 * 1_000_000), 1_000_000]),
      need: 1_000_000,
    };
    const removed = (rule: string): number => {
      const [first = 0, second = 0] = allocate(rule, question);
      return (2 * first + second) / 1_000_000;
    };
    expect(removed('risk-aware-pro-rata')).toBeCloseTo(5 / 3, 5);
    expect(removed('greedy-risk')).toBe(2);
  });

  it('T15: of 8, 4, 0.5 a need of 3 from the first alone is less in sum of shares', () => {
    const [first = 0] = allocate('greedy-queue', { capacity: millions(8, 4, 0.5), need: 3_000_000 });
    expect(first / 8_000_000).toBe(0.375);
    expect(3 * (3 / 12.5)).toBeCloseTo(0.72, 12);
  });

  it('T30: of 60 and 40 with leverage 2 and 6 the printed form raises 5.185 of 40, the rule 40', () => {
    const weight = 2 * 60 + 6 * 40;
    expect((40 * (2 * 60 * 60 + 6 * 40 * 40)) / (weight * weight)).toBeCloseTo(5.185, 3);
    const capacity = millions(60, 40);
    const gives = allocate('levered-pro-rata', {
      capacity,
      equity: capacity,
      exposure: millions(120, 240),
      need: 40_000_000,
    });
    expect(told(gives).map((units) => Math.round(units * 1000) / 1000)).toEqual([13.333, 26.667]);
  });

  it('5-account example: queue (3.5, 4, 0) in the order 2, 1; pro rata (4.8, 2.4, 0.3)', () => {
    const capacity = millions(8, 4, 0.5);
    expect(told(allocate('greedy-queue', { capacity, need: 7_500_000, score: Float64Array.from([2, 3, 1]) }))).toEqual([
      3.5, 4, 0,
    ]);
    expect(told(allocate('proportional', { capacity, need: 7_500_000 }))).toEqual([4.8, 2.4, 0.3]);
  });
});
