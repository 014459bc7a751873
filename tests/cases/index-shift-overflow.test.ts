import { expect, test } from 'vitest';
import { type Attack, AttackMeter } from '../../src/check/attack/index.ts';
import { builtIns } from '../../src/experiment/index.ts';
import { readExchange } from '../../src/spec/index.ts';

/** Found by the search of attacks on drift-v2: a deficit of millions of dollars on a few lots was more than an index can carry. */
const attack: Attack = {
  strategy: 'split',
  world: {
    steps: 2,
    victims: [
      {
        name: 'long',
        kind: 'trader',
        deposit: { USD: '1000' },
        positions: [{ market: 'COIN-PERP', lots: 1, entry: '1000' }],
      },
      {
        name: 'short',
        kind: 'trader',
        deposit: { USD: '1000' },
        positions: [{ market: 'COIN-PERP', lots: -1, entry: '1000' }],
      },
      { name: 'maker', kind: 'maker', deposit: { USD: '90000000' }, positions: [] },
    ],
    quotes: [{ away: 1, lots: 6000 }],
    fundPercent: 0,
    outsideDepth: 1,
  },
  capital: [600_000],
  moves: [{ who: 0, step: 1, do: 'buy', lots: -3000, away: -5, rests: false }],
  pushes: [0, 9800],
};

test('a deficit beyond what the index can carry is left to the layers below', async () => {
  const result = new AttackMeter(await readExchange('drift-v2', builtIns())).measure(attack);
  expect(result.damage).toBeGreaterThan(0);
});
