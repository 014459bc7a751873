import type { ClaimsQuestion } from '../contract/index.ts';

const without = (column: Float64Array, row: number): Float64Array => column.filter((_, at) => at !== row);

const total = (column: Float64Array): number => column.reduce((sum, x) => sum + x, 0);

const columnsOf = (question: ClaimsQuestion): readonly (readonly [string, Float64Array])[] =>
  Object.entries(question).filter((entry): entry is [string, Float64Array] => entry[1] instanceof Float64Array);

/** Whole numbers that are smaller and rounder than one. */
const smaller = (x: number): readonly number[] =>
  [...new Set([0, 1, 2, 10, Math.floor(x / 2), Math.floor(x / 10) * 10, x - 1])].filter((y) => y >= 0 && y < x);

/** Questions that are simpler than one in one way each, those with fewer claims first; the need stays within what all can give. */
export function* simplerQuestions(question: ClaimsQuestion): Generator<ClaimsQuestion> {
  const { capacity, need } = question;
  const columns = columnsOf(question);
  for (let row = 0; row < capacity.length && capacity.length > 1; row++) {
    const left = Object.fromEntries(columns.map(([name, column]) => [name, without(column, row)]));
    const able = total(left.capacity as Float64Array);
    for (const less of new Set([Math.min(need, able), Math.min(able, Math.max(0, need - (capacity[row] as number)))]))
      yield { ...question, ...left, need: less };
  }
  for (const less of smaller(need)) yield { ...question, need: less };
  for (const [name, column] of columns)
    for (const [row, x] of column.entries())
      for (const less of smaller(x)) {
        const changed = { ...question, [name]: column.with(row, less) };
        yield { ...changed, need: Math.min(need, total(changed.capacity)) };
      }
}
