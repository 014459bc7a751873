import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariants } from '../../specs/invariants/index.ts';
import { Copy, planted } from './copy.ts';
import { type Fault, isCaught, placesOf } from './fault.ts';
import { faults } from './list/index.ts';
import { without } from './list/without.ts';
import { line, page } from './page.ts';

const root = resolve(import.meta.dirname, '..', '..');
const effort = { runs: 60, seed: 1, shrink: 200 };
const ids = new Set<string>(invariants.map(({ id }) => id));

const nothingWrong: Fault = {
  name: 'nothing-wrong',
  says: 'A comment is added.',
  caughtBy: 'CS1/value-conservation',
  on: 'queue.yaml',
  file: 'src/exchange/pools.ts',
  from: 'const free = this.#free() - this.floor;',
  to: '// Less what it keeps.\n    const free = this.#free() - this.floor;',
};

describe('the list of planted faults', () => {
  it('has sixty at least, each of its own name', () => {
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))('%s stands in the source as it is now', (_, fault) => {
    for (const place of placesOf(fault)) {
      const text = readFileSync(join(root, place.file), 'utf8');
      expect(planted(text, place)).not.toBe(text);
    }
    expect(ids).toContain(fault.caughtBy);
  });

  it('has one for each invariant, or says why not', () => {
    const caught = new Set(faults.map(({ caughtBy }) => caughtBy));
    const reasons = without.flatMap(({ ids: of }) => of);
    expect([...ids].filter((id) => !caught.has(id)).toSorted()).toEqual(reasons.toSorted());
  });

  it('keeps the lines of faults that were not played', () => {
    const outcome = { status: 'caught', runs: 3, accounts: 2, also: [], witness: null } as const;
    const other = { ...nothingWrong, name: 'other' };
    const before = page(
      [
        { ...nothingWrong, outcome },
        { ...other, outcome: { ...outcome, accounts: 7 } },
      ],
      effort,
    );
    expect(before).toContain('1 of 2 are caught');
    const after = page([{ ...other, outcome }], effort, [nothingWrong, other], before);
    expect(after).toContain('2 of 2 are caught');
    expect(after).toContain(before.split('\n').find((text) => text.startsWith('| `nothing-wrong` |')));
  });

  it('refuses a place that is not there, or there twice', () => {
    expect(() => planted('a b a', { ...nothingWrong, from: 'c' })).toThrow('stands 0 times');
    expect(() => planted('a b a', { ...nothingWrong, from: 'a' })).toThrow('stands 2 times');
  });
});

describe('a fault that is planted', () => {
  let copy: Copy;
  beforeAll(() => {
    copy = new Copy(root);
  });
  afterAll(() => copy.remove());

  it.each(faults.filter(({ sample }) => sample).map((fault) => [fault.name, fault] as const))(
    '%s is caught by the invariant that names it, in a small trial',
    async (_, fault) => {
      const outcome = await copy.try(fault, effort, 120);
      expect(isCaught(outcome), line({ ...fault, outcome })).toBe(true);
    },
    150_000,
  );

  it('is missed where nothing is wrong, or nothing looks', async () => {
    const outcome = await copy.try(nothingWrong, { ...effort, runs: 5 }, 120);
    expect(outcome).toEqual({ status: 'missed', why: 'held in 5 runs', also: [] });
    expect(page([{ ...nothingWrong, outcome }], effort)).toContain('0 of 1 are caught');
  }, 150_000);

  it('is missed where it makes the engine stop', async () => {
    const to = "throw new Error('no such thing');";
    const outcome = await copy.try({ ...nothingWrong, to }, { ...effort, runs: 5 }, 120);
    expect(outcome).toMatchObject({ status: 'missed', why: expect.stringContaining('no such thing') });
  }, 150_000);
});
