/**
 * `npm run bench`: runs the suite, prints a short table, and one JSON document with `--json`. `-- --small` is what CI runs.
 *
 * Every benchmark asserts that what it times is right before it times it; a failed assertion ends with exit code 1.
 *
 * @module
 */
import { cpus, totalmem } from 'node:os';
import { bench as ledger } from './ledger.ts';
import type { BenchResult } from './measure.ts';
import { bench as money } from './money.ts';

const small = process.argv.includes('--small');
const results: BenchResult[] = [...(await money(small)), ...ledger(small)];

const environment = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  size: small ? 'small' : 'full',
};

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ environment, results }, undefined, 2));
} else {
  console.log(
    `node ${environment.node}, ${environment.cores} x ${environment.cpu}, ${environment.size} sizes; a ratio above 1 means ours is faster`,
  );
  for (const { name, n, unit, median, spread, peers } of results) {
    const others = Object.entries(peers).map(
      ([peer, { median: theirs, ratio }]) => `${peer} ${theirs} ${unit} (x${ratio})`,
    );
    console.log(
      `${name.padEnd(22)} n ${String(n).padStart(8)}  ${String(median).padStart(8)} ${unit}  spread ${spread}  ${others.join('  ')}`,
    );
  }
}
