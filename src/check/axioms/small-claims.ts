/** What becomes of small claims. @module */
import { mulDivFloor } from '../../money/index.ts';
import { at, defineAxiom, EXACT, ONCE, widest } from './axiom.ts';
import { capacityOf, type TableProblem } from './claims-table.ts';
import { HERRERO_VILLAR } from './sources.ts';
import { claim, lots, words } from './words.ts';

/** The greatest whole number of lots that is at most an equal part of an amount. */
const equalPart = ({ table }: TableProblem, amount: number): number =>
  mulDivFloor(amount, 1, Math.max(1, table.capacity.length));

const estateOf = ({ table, need }: TableProblem): number => capacityOf(table) - need;

const anyUpTo = ({ table }: TableProblem, most: number): readonly null[] =>
  table.capacity.some((capacity) => capacity > 0 && capacity <= most) ? ONCE : [];

/** Small claims are left whole. */
export const exemption = defineAxiom<null>({
  id: 'axiom/exemption',
  says: 'A row whose capacity is at most an equal part of the estate, (total capacity - need) / rows, gives nothing.',
  means: 'Small accounts are spared.',
  source: HERRERO_VILLAR,
  tolerance: EXACT,
  needs: 'a row that is at most an equal part of the estate',
  looks: 'at-answer',
  choices: (problem) => anyUpTo(problem, equalPart(problem, estateOf(problem))),
  holds: (ask, problem) => {
    const { table, need } = problem;
    const gives = ask(table, need);
    const part = equalPart(problem, estateOf(problem));
    const row = widest(gives.length, (i) => (at(table.capacity, i) <= part ? at(gives, i) : 0), 0);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: 0,
      bound: 'equal',
      found: at(gives, row),
      tells: words`${claim(row)} gives ${lots(at(gives, row))}, though its ${lots(at(table.capacity, row))} is at most ${lots(estateOf(problem))} / ${String(gives.length)}, an equal part of the estate`,
    };
  },
});

/** Small claims are used up. */
export const exclusion = defineAxiom<null>({
  id: 'axiom/exclusion',
  says: 'A row whose capacity is at most an equal part of the need, need / rows, gives all of it: its award is nothing.',
  means: 'Small accounts are closed in full.',
  source: HERRERO_VILLAR,
  tolerance: EXACT,
  needs: 'a row that is at most an equal part of the need',
  looks: 'at-answer',
  choices: (problem) => anyUpTo(problem, equalPart(problem, problem.need)),
  holds: (ask, problem) => {
    const { table, need } = problem;
    const gives = ask(table, need);
    const part = equalPart(problem, need);
    const keeps = (row: number): number => at(table.capacity, row) - at(gives, row);
    const row = widest(gives.length, (i) => (at(table.capacity, i) <= part ? keeps(i) : 0), 0);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: 0,
      bound: 'equal',
      found: keeps(row),
      tells: words`${claim(row)} keeps ${lots(keeps(row))}, though its ${lots(at(table.capacity, row))} is at most ${lots(need)} / ${String(gives.length)}, an equal part of the need`,
    };
  },
});
