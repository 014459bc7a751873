import { describe, expect, test } from 'vitest';
import {
  AttackMeter,
  AttackSearch,
  rediscover,
  SHAPES,
  STRATEGIES,
  trialOfAttack,
} from '../../../src/check/attack/index.ts';
import { randomWorld } from '../../../src/check/attack/world.ts';
import { Dice, playTrial } from '../../../src/check/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { stream } from '../../../src/math/index.ts';
import { readExchange } from '../../../src/spec/index.ts';

const registry = builtIns();
const proRata = await readExchange('research-pro-rata', registry);

const planted = (strategy: (typeof STRATEGIES)[number], seed: number) => {
  const random = stream(seed, strategy.name);
  const dice = new Dice(Uint32Array.from({ length: 400 }, () => random.next()));
  const world = randomWorld(dice);
  return { world, strategy: strategy.name, ...strategy.plan(dice, world) };
};

describe('strategies', () => {
  test.each(STRATEGIES.map((strategy) => [strategy.name, strategy] as const))(
    '%s: attackers begin flat, act, and hold what they bought from somebody',
    (_name, strategy) => {
      let traded = 0;
      for (let seed = 1; seed <= 12; seed++) {
        const attack = planted(strategy, seed);
        const { scenario } = trialOfAttack(proRata, attack);
        expect(
          scenario.accounts.filter(({ name, positions }) => name.startsWith('attacker') && positions.length > 0),
        ).toEqual([]);
        const world = playTrial(trialOfAttack(proRata, attack));
        const mine = new Set(
          [...world.arrivals.named].filter(([name]) => name.startsWith('attacker')).map(([, id]) => id),
        );
        traded += [...world.venue.ledger.log].filter(
          ({ kind, a, b }) => kind === 'fill' && (mine.has(a) || mine.has(b)),
        ).length;
      }
      expect(traded).toBeGreaterThan(0);
    },
  );
});

describe('gain', () => {
  test('attackers never gain more than others lost, pools had and nobody covered', () => {
    const meter = new AttackMeter(proRata);
    let closest = 0;
    for (const strategy of STRATEGIES)
      for (let seed = 1; seed <= 4; seed++) {
        const { profit, cost, bound } = meter.measure(planted(strategy, seed));
        expect(profit + cost).toBeLessThanOrEqual(bound);
        if (bound > 0) closest = Math.max(closest, (profit + cost) / bound);
      }
    // The bound is near enough to mean something.
    expect(closest).toBeGreaterThan(0.1);
  });

  test('a world that is left alone costs nobody anything', () => {
    const attack = { ...planted(STRATEGIES[0] as (typeof STRATEGIES)[number], 1), capital: [], moves: [], pushes: [] };
    expect(new AttackMeter(proRata).measure(attack)).toMatchObject({ profit: 0, damage: 0, gain: 0, cost: 0 });
  });
});

describe('the search', () => {
  const searched = (trials: number, search = new AttackSearch(proRata, 1)) => {
    while (search.tried < trials) search.next();
    return search;
  };

  test('finds what it finds again, also when it is saved and goes on', () => {
    const whole = searched(80).save();
    const half = JSON.parse(JSON.stringify(searched(40).save()));
    expect(searched(80, new AttackSearch(proRata, 99, {}, half)).save()).toEqual(whole);
  });

  test('finds a gain where there is one: research-pro-rata lets a pair shed the loss of its bankrupt half', () => {
    const { best } = searched(150);
    expect(best?.gain).toBeGreaterThan(10_000);
    expect(best?.gain).toBe(Math.min(best?.profit as number, best?.damage as number));
  });

  test.each([
    ['dYdX YFI', 1],
    ['ETH whale', 4],
  ])('finds the shape of %s from generators alone', async (name, seed) => {
    const shape = SHAPES.find((one) => one.name === name) as (typeof SHAPES)[number];
    const { found } = rediscover(await readExchange(shape.exchange, registry), shape, { seed, most: 600 });
    expect(found?.damage).toBeGreaterThan(0);
  });

  test('keeps attacks of every kind beside the best, so that none crowds out the others', () => {
    const { corpus } = searched(300).save();
    const members = new Map<string, number>();
    for (const { kind } of corpus) members.set(kind, (members.get(kind) ?? 0) + 1);
    expect(members.size).toBeGreaterThan(5);
    expect(Math.max(...members.values())).toBeLessThanOrEqual(10);
    expect(corpus[0]?.score).toBe(Math.max(...corpus.map(({ score }) => score)));
  });
});
