import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { breakwater, type Done, EXCHANGE, scratch } from './breakwater.ts';

const { folder, write } = scratch();
write('small.yaml', EXCHANGE);
write('other.yaml', EXCHANGE.replace('name: small', 'name: other'));

const attack = (...args: readonly string[]): Promise<Done> => breakwater(['attack', ...args], folder);
const saved = (out: string, file: string): string => join(folder, out, 'attack', 'small', file);
const stateOf = (out: string): unknown => JSON.parse(readFileSync(saved(out, 'search.json'), 'utf8')).state;

describe('attack', () => {
  let first: Done;
  beforeAll(async () => {
    first = await attack('--exchange', 'small.yaml', '--runs', '40', '--out', 'halves');
  });

  test('tells the best attack, and writes it without what it does not need', async () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^small: 40 attacks tried in \d+ s, seed 1\n/);
    const yaml = readFileSync(saved('halves', 'best.yaml'), 'utf8');
    expect(yaml).toMatch(/^# The best attack on small/);
    expect(yaml).toContain('# What happened');
    write('best.yaml', yaml);
    const run = await breakwater(['run', '--exchange', 'small.yaml', '--scenario', 'best.yaml', '--json'], folder);
    expect(run.code).toBe(0);
  });

  test('goes on where it was, to what a search without a break comes to', async () => {
    const more = await attack('--exchange', 'small.yaml', '--runs', '40', '--out', 'halves', '--resume');
    expect(more.stdout).toContain('80 attacks tried');
    await attack('--exchange', 'small.yaml', '--runs', '80', '--out', 'whole');
    expect(stateOf('halves')).toEqual(stateOf('whole'));
  });

  test.each([
    [['--exchange', 'small.yaml', '--resume', '--seed', '7'], /has seed 1, not 7/],
    [['--exchange', 'small.yaml', '--resume', '--out', 'nowhere'], /no search to go on with/],
    [['--rediscover', '--resume'], /--rediscover keeps no search/],
    [[], /no design was named/],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await attack('--out', 'halves', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('a search of another design, or one that is cut off, is not gone on with', async () => {
    write('small.yaml', EXCHANGE.replace('name: small', 'name: other'));
    const other = await attack('--exchange', 'small.yaml', '--resume', '--out', 'halves');
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toMatch(/is one of small, not of other/);
    truncateSync(saved('halves', 'search.json'), 100);
    const cut = await attack('--exchange', 'small.yaml', '--resume', '--out', 'halves');
    expect(cut.stderr).toMatch(/is cut off/);
  });

  test('looks for the shapes of real attacks in a design that is named', async () => {
    const { code, stdout } = await attack('--exchange', 'other.yaml', '--rediscover', '--runs', '20', '--json');
    const { shapes } = JSON.parse(stdout) as { shapes: { exchange: string; isFound: boolean }[] };
    expect(shapes.map(({ exchange }) => exchange)).toEqual(Array(5).fill('other.yaml'));
    expect(code).toBe(shapes.every(({ isFound }) => isFound) ? 0 : 1);
  });
});
