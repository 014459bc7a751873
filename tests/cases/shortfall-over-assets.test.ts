import { expect, test } from 'vitest';
import { emptyLine } from '../../src/exchange/index.ts';
import { accountOf } from '../../src/measure/case-accounts.ts';
import { Positions } from '../../src/measure/collect/positions.ts';
import { Prices } from '../../src/measure/collect/prices.ts';
import { Numeraire } from '../../src/measure/numeraire.ts';

/**
 * What a case leaves may be a debt in one asset and money in another. It used to be set against what was raised asset by asset, so that
 * a debt of 60 in coins was called a shortfall of 60 while 100 dollars lay beside it, and overshoot came out below zero.
 *
 * | asset | raised by ADL | left |
 * |-------|---------------|------|
 * | USD   | 0             | 100  |
 * | coin  | 10            | -60  |
 * | both  | 10            | 40   |  so nothing was missing, and the 10 were raised beyond need
 */
test('what is left of one asset pays what is owed of another', () => {
  const assets = [
    { name: 'USD', decimals: 0 },
    { name: 'coin', decimals: 0 },
  ];
  const numeraire = new Numeraire({ assets, markets: [] });
  const lines = [
    { ...emptyLine(), left: 100 },
    { ...emptyLine(), adl: 10, left: -60 },
  ];
  const data = {
    id: 1,
    kind: 'default',
    subject: 3,
    market: -1,
    opened: 0,
    closed: 1,
    legs: [],
    origins: [],
    lines,
  } as never;
  const account = accountOf(data, [], numeraire, new Positions(0, () => {}), new Prices(0));
  expect([account.shortfall, account.overshoot]).toEqual([0, 10]);
});
