import type { Fault } from '../fault.ts';
import { book } from './book.ts';
import { deleveraging } from './deleveraging.ts';
import { determinism } from './determinism.ts';
import { funds } from './funds.ts';
import { ledger } from './ledger.ts';
import { margin } from './margin.ts';
import { mechanisms } from './mechanisms.ts';
import { prices } from './prices.ts';
import { rules } from './rules.ts';
import { waterfall } from './waterfall.ts';

/** All planted faults. */
export const faults: readonly Fault[] = [
  ...ledger,
  ...prices,
  ...margin,
  ...book,
  ...waterfall,
  ...funds,
  ...deleveraging,
  ...determinism,
  ...mechanisms,
  ...rules,
];
