import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Registry } from '../../../src/contract/index.ts';
import { parseScenario, parseSource } from '../../../src/spec/index.ts';
import { worldModels } from '../../../src/world/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const registry = new Registry(worldModels);
const fixture = readFileSync('tests/fixtures/spec/scenario.yaml', 'utf8').replace(/^shock: .*$/m, 'shock: flat');
const withUsde = (more: string): string =>
  fixture.replace(/^assets:$/m, `assets:\n  USDE: { decimals: 6, price: "1", ${more} }`);
const read = async (text: string) => parseScenario(await parseSource(text, 'mine.yaml'), registry);

test('reads what an asset is on the own book and at its issuer', async () => {
  const { assets } = await read(withUsde('book: [[0s, 1], [1m, "0.65"]], redemption: "0.995"'));
  expect(assets.find(({ name }) => name === 'USDE')).toEqual({
    name: 'USDE',
    decimals: 6,
    price: '1',
    book: [
      [0, 1],
      [60, 0.65],
    ],
    redemption: '0.995',
  });
});

test('refuses a book whose times do not rise, and an asset that is redeemed for nothing', async () => {
  expect(await told(read(withUsde('book: [[1m, 1], [30s, 1]]')))).toContain(
    'the times of a path rise from point to point',
  );
  expect(await told(read(withUsde('redemption: "0"')))).toContain('was 0, but a number above 0 is expected');
});

test('refuses them for the settlement asset', async () => {
  const text = fixture.replace(/USD: \{ decimals: (\d+)/, 'USD: { decimals: $1, redemption: "1"');
  expect(text).not.toBe(fixture);
  expect(await told(read(text))).toContain('USD is the settlement asset, which everything else is priced in');
});
