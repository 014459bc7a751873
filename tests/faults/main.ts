// `npm run faults [-- --only NAME,...] [--runs N] [--seed S] [--shrink N] [--seconds N] [--json] [--update]`: plants each mistake of the list in a copy
// of the built package, and says which invariant catches it. A full run writes docs/guide/faults.md; one with --update the lines of those it plays.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Copy, planted } from './copy.ts';
import { type Fault, isCaught, placesOf, type Tried } from './fault.ts';
import { faults } from './list/index.ts';
import { line, page } from './page.ts';

const root = resolve(import.meta.dirname, '..', '..');

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    shrink: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '900' },
    json: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
  },
});

const whole = (option: 'runs' | 'seed' | 'shrink' | 'seconds'): number => {
  const number = Number(values[option]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${option} is '${values[option]}'; it is a whole number >= 0`);
};

const chosen = (): readonly Fault[] => {
  const names = values.only?.split(',');
  if (names === undefined) return faults;
  const strangers = names.filter((name) => !faults.some((fault) => fault.name === name));
  if (strangers.length > 0)
    throw new Error(
      `no fault is named ${strangers.join(', ')}; there are ${faults.map(({ name }) => name).join(', ')}`,
    );
  return faults.filter(({ name }) => names.includes(name));
};

const main = async (): Promise<number> => {
  const list = chosen();
  const effort = { runs: whole('runs'), seed: whole('seed'), shrink: whole('shrink') };
  // Told at once, and not in the middle of a long run.
  for (const place of list.flatMap(placesOf)) planted(readFileSync(join(root, place.file), 'utf8'), place);
  const copy = new Copy(root);
  const tried: Tried[] = [];
  try {
    for (const fault of list) {
      const one = { ...fault, outcome: await copy.try(fault, effort, whole('seconds')) };
      tried.push(one);
      (values.json ? console.error : console.log)(line(one));
    }
  } finally {
    copy.remove();
  }
  if (values.json) console.log(JSON.stringify(tried, undefined, 2));
  if (values.only === undefined || values.update) {
    const file = join(root, 'docs', 'guide', 'faults.md');
    writeFileSync(file, page(tried, effort, faults, readFileSync(file, 'utf8')));
  }
  const missed = tried.filter(({ outcome }) => !isCaught(outcome));
  console.error(`${tried.length - missed.length} of ${tried.length} caught`);
  return missed.length === 0 ? 0 : 1;
};

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
