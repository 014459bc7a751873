import { expect, test } from 'vitest';
import { nearest } from '../../../src/contract/index.ts';

test.each([
  ['a wrong letter', 'talmut', ['talmud', 'proportional'], 'talmud'],
  [
    'a name that was broken off',
    'hyperliquid',
    ['jupiter', 'hyperliquid-2025-10', 'hyperliquid-2025-11'],
    'hyperliquid-2025-10',
  ],
  ['a short name that was broken off, though another has fewer wrong letters', 'okx', ['ftx', 'okx-like'], 'okx-like'],
  ['one wrong letter, though another begins so', 'ftxx', ['ftx', 'ftxx-like-long'], 'ftx'],
  ['nothing that is near', 'zebra', ['talmud', 'proportional'], undefined],
  ['nothing at all', 'x', [], undefined],
  ['two letters, which many begin with', 'pr', ['proportional'], undefined],
])('finds %s', (_, word, names, found) => {
  expect(nearest(word, names)).toBe(found);
});
