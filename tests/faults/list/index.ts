import type { Fault } from '../fault.ts';
import { book } from './book.ts';
import { deleveraging } from './deleveraging.ts';
import { determinism } from './determinism.ts';
import { facts } from './facts.ts';
import { fairness } from './fairness.ts';
import { figures } from './figures.ts';
import { funds } from './funds.ts';
import { games } from './games.ts';
import { layers } from './layers.ts';
import { ledger } from './ledger.ts';
import { margin } from './margin.ts';
import { mechanisms } from './mechanisms.ts';
import { prices } from './prices.ts';
import { rules } from './rules.ts';
import { theorems } from './theorems.ts';
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
  ...theorems,
  ...layers,
  ...facts,
  ...fairness,
  ...games,
  ...figures,
];
