/**
 * The worked examples and claims of one paper, run.
 *
 * Chitra, "Autodeleveraging: Impossibilities and Optimization", arXiv 2512.01112, as it stands in `paper/main_corrected.tex` of
 * https://github.com/pluriholonomic/autodeleveraging-analysis at aae0be8600e6362c1f2f73a0a345ad2237800e32. Each file says what the paper
 * prints, what is true, and the numbers; labels such as `eq:pro-rata` are the paper's own.
 *
 * @module
 */
import type { AdlAllocation } from 'breakwater';
import { type ClaimRow, claimsProblem } from '../fixtures/claims.ts';
import { paramsOf } from '../fixtures/views.ts';

/** Units of a dollar: the paper's amounts are real numbers, ours are whole units. */
export const UNITS = 1e6;

/** Who gives how much, in dollars to a millionth. Claims, limits, exposures and equities are dollars. */
export const give = (
  rule: unknown,
  need: number,
  rows: readonly ClaimRow[],
  fields: Record<string, unknown> = {},
): number[] => {
  const { allocate, params, initial } = rule as AdlAllocation;
  const inUnits = (dollars: number): number => Math.round(dollars * UNITS);
  const scaled = rows.map(({ score, weight, ...amounts }) => ({
    ...Object.fromEntries(Object.entries(amounts).map(([name, dollars]) => [name, inUnits(dollars)])),
    ...(score === undefined ? {} : { score }),
    ...(weight === undefined ? {} : { weight }),
  })) as ClaimRow[];
  const given = paramsOf({ params }, fields);
  return [
    ...allocate(claimsProblem(inUnits(need), scaled), given as never, (initial?.(given as never) ?? null) as never),
  ].map((units) => units / UNITS);
};

/** Claims on endowments, the largest ranked first as the paper's Queue of the appendix ranks them. */
export const endowments = (w: readonly number[]): ClaimRow[] => w.map((claim) => ({ claim, score: claim }));

/** What is left of endowments. */
export const survivors = (w: readonly number[], given: readonly number[]): number[] =>
  w.map((claim, i) => claim - (given[i] as number));

export const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);
