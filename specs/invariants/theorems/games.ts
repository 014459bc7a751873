/** Controllers and games in rounds. @module */
import { defineInvariant } from 'breakwater';
import { drawTable, PAPER } from './tables.ts';

const LOSSES = ['largest-haircut', 'squared-haircut', 'largest-payer'] as const;

/** T25: learning from wave to wave costs at most a root of the waves. */
export const descentRegret = defineInvariant({
  id: 'T25/descent-regret',
  says: 'Over any waves, the rule that mixes others by mirror descent loses at most 2 x sqrt(waves x ln(rules)) more than the best of them in hindsight.',
  scope: 'universal',
  tolerance: 'a thousandth a wave, by whole units',
  source: `${PAPER}; Shalev-Shwartz, Online learning and online convex optimization, 2012`,
  over: 'model',
  holds: ({ random, inWaves }) => {
    const loss = LOSSES[random.below(LOSSES.length)] as (typeof LOSSES)[number];
    const ask = inWaves('mirror-descent', { loss });
    const waves = 20 + random.below(60);
    let last: Readonly<Record<string, number>> = {};
    for (let wave = 0; wave < waves; wave++) last = ask(drawTable(random)).figures;
    const most = (last['regret-bound'] ?? Number.NaN) + waves / 1000;
    const found = last.regret ?? Number.NaN;
    return found <= most ? undefined : { who: `${waves} waves, ${loss}`, expected: `at most ${most}`, found };
  },
});

/** T25: whoever does not learn. */
export const alternatingGame = defineInvariant({
  id: 'T25/static-severity',
  says: 'Against a severity that alternates between nothing and its most, any constant severity in between is off by half of the most in every round, on average of an even number of rounds.',
  scope: 'universal',
  tolerance: 'a billionth, by floating point',
  source: PAPER,
  over: 'model',
  holds: ({ random }) => {
    const most = random.unit();
    const constant = most * random.unit();
    const rounds = 2 * (1 + random.below(50));
    let found = 0;
    for (let round = 0; round < rounds; round++) found += Math.abs(constant - (round % 2 === 0 ? 0 : most));
    const expected = (rounds * most) / 2;
    return Math.abs(found - expected) <= 1e-9 * rounds ? undefined : { who: `severity ${constant}`, expected, found };
  },
});

/** T27: money that earns ever less is best used at once. */
export const noWait = defineInvariant({
  id: 'T27/no-wait',
  says: 'Where what a unit earns is never negative and never rises over time, using all at once earns no less than any schedule.',
  scope: 'universal',
  tolerance: 'a billionth, by floating point',
  source: `${PAPER}; that one round then restores solvency needs unlimited capital`,
  over: 'model',
  holds: ({ random }) => {
    const rounds = 2 + random.below(20);
    const surplus = Array.from({ length: rounds }, () => random.unit()).sort((a, b) => b - a);
    const amounts = surplus.map(() => (random.below(3) === 0 ? 0 : random.unit()));
    const all = amounts.reduce((sum, amount) => sum + amount, 0);
    const atOnce = all * (surplus[0] as number);
    const found = amounts.reduce((sum, amount, round) => sum + amount * (surplus[round] as number), 0);
    return found <= atOnce + 1e-9 ? undefined : { who: `${rounds} rounds`, expected: `at most ${atOnce}`, found };
  },
});

type Choice = 0 | 1;

/** T28: two providers, each of whom is needed. */
export const twoProviders = defineInvariant({
  id: 'T28/two-providers',
  says: 'Two who may each put in one unit at a fee f, where fewer than T units, 1 < T <= 2, cost both c > f: acting at the same time both or neither may be in equilibrium; one after the other, both put in.',
  scope: 'universal',
  tolerance: 0,
  source: PAPER,
  over: 'model',
  holds: ({ random }) => {
    const c = 1 + random.below(100);
    const f = random.below(c * 10) / 10;
    const threshold = 2 - random.unit() * 0.999;
    const choices: readonly Choice[] = [0, 1];
    const pays = (mine: Choice, other: Choice): number => -f * mine - (mine + other < threshold ? c : 0);
    const isBest = (mine: Choice, other: Choice): boolean =>
      choices.every((each) => pays(mine, other) >= pays(each, other));
    const equilibria = choices.flatMap((one) =>
      choices.filter((two) => isBest(one, two) && isBest(two, one)).map((two) => `${one}${two}`),
    );
    const answer = (one: Choice): Choice => (pays(1, one) > pays(0, one) ? 1 : 0);
    const leads: Choice = pays(1, answer(1)) > pays(0, answer(0)) ? 1 : 0;
    const found = `${equilibria.join(' and ')}; ${leads}${answer(leads)} in turn`;
    // Without a fee, putting in for nothing is an equilibrium of its own only where it costs nothing.
    const expected = '00 and 11; 11 in turn';
    return found === expected || f === 0 ? undefined : { who: `f ${f}, c ${c}, T ${threshold}`, expected, found };
  },
});
