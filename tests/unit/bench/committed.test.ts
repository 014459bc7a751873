import { describe, expect, it } from 'vitest';
import { committed } from '../../bench/kit/committed.ts';
import { performancePage } from '../../bench/kit/page.ts';
import type { Report } from '../../bench/kit/result.ts';
import { suite } from '../../bench/suite.ts';

const names = suite.map(({ name }) => name);

it('the performance page is what the committed results make of the words (npm run bench -- --page)', () => {
  expect(committed.page()).toBe(performancePage(committed.words(), committed.report() as Report));
});

it('profiles name files of the project or of a package, wherever they were taken', () => {
  const files = Object.values((committed.report() as Report).profiles).flatMap((hot) => hot.map(({ file }) => file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => file.startsWith('file:') || file.startsWith('/'))).toEqual([]);
});

it('benchmarks have names of their own', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

describe.each(names)('%s', (name) => {
  const ofBench = (one: string): boolean => one === name || one.startsWith(`${name}/`);

  it('is on the page', () => {
    expect(committed.words()).toMatch(new RegExp(`^\\{\\{results .*\\b${name}\\b.*\\}\\}$`, 'm'));
  });

  it('is held to a baseline', () => {
    expect(Object.keys(committed.baseline()).some((key) => ofBench(key.replace(/ n=\d+$/, '')))).toBe(true);
  });
});
