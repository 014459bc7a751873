import { benches as adl } from './adl.ts';
import { benches as audit } from './audit.ts';
import { benches as crash } from './crash.ts';
import { benches as events } from './events.ts';
import type { Bench } from './kit/bench.ts';
import { benches as ladders } from './ladders.ts';
import { benches as memory } from './memory.ts';
import { benches as money } from './money.ts';
import { benches as prng } from './prng.ts';
import { benches as properties } from './properties.ts';
import { benches as runs } from './runs.ts';
import { benches as selection } from './selection.ts';
import { benches as split } from './split.ts';
import { benches as steps } from './steps.ts';
import { benches as sweep } from './sweep.ts';

/** All benchmarks, in the order they run and are shown. */
export const suite: readonly Bench[] = [
  ...money,
  ...audit,
  ...sweep,
  ...ladders,
  ...steps,
  ...crash,
  ...selection,
  ...adl,
  ...split,
  ...runs,
  ...prng,
  ...properties,
  ...events,
  ...memory,
];
