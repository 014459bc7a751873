/** What `allocate` writes for other programs, piece by piece: a table of a million rows and many rules is longer than one text may be. @module */
import { VERSION } from '../../measure/index.ts';
import { formatUnits } from '../../money/index.ts';
import type { AllocateAnswer, AllocateTable } from './answer.ts';

/** Entries that go into one piece of text. */
const AT_A_TIME = 2000;

/** A JSON object of one entry a row, its lines indented. */
function* entries(ids: readonly string[], indent: string, write: (row: number) => string): Generator<string> {
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const to = Math.min(ids.length, from + AT_A_TIME);
    let piece = '';
    for (let row = from; row < to; row++)
      piece += `${row === 0 ? '' : ','}\n${indent}  ${JSON.stringify(ids[row])}: ${write(row)}`;
    yield piece;
  }
  yield `\n${indent}`;
}

/** A value as JSON whose lines behind the first are indented. */
const indented = (value: unknown, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);

function* ruleJson(table: AllocateTable, answer: AllocateAnswer): Generator<string> {
  const { gives, errors, metrics, axioms } = answer;
  const { ids, decimals } = table;
  yield `    ${JSON.stringify(answer.rule)}: {\n      "gives": {`;
  yield* entries(ids, '      ', (row) => `"${formatUnits(gives[row] as number, decimals)}"`);
  yield `},\n      "total": "${formatUnits(Math.min(table.need, table.total), decimals)}",\n`;
  yield `      "metrics": ${indented(metrics, '      ')},\n`;
  if (errors !== undefined) {
    const unit = Number(formatUnits(1, decimals));
    yield '      "standardErrors": {';
    yield* entries(ids, '      ', (row) => String(Number(((errors[row] as number) * unit).toPrecision(9))));
    yield '},\n';
  }
  yield `      "axioms": ${indented(axioms, '      ')}\n    }`;
}

/** The document of `--json`, in pieces; the shape is that of `result-allocate.json`. */
export function* allocateJson(table: AllocateTable, answers: readonly AllocateAnswer[]): Generator<string> {
  const { decimals, need, total } = table;
  const head = {
    need: formatUnits(need, decimals),
    unit: formatUnits(1, decimals),
    rows: table.ids.length,
    capacity: formatUnits(total, decimals),
    uncovered: formatUnits(Math.max(0, need - total), decimals),
    columns: table.columns,
    seed: table.seed,
    version: VERSION,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rules": {\n`;
  for (const [i, answer] of answers.entries()) {
    if (i > 0) yield ',\n';
    yield* ruleJson(table, answer);
  }
  yield '\n  }\n}\n';
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;

/** What each gives as comma-separated text, in pieces: header `id`, then a column for each rule. */
export function* allocateCsv({ ids, decimals }: AllocateTable, answers: readonly AllocateAnswer[]): Generator<string> {
  yield `${['id', ...answers.map(({ rule }) => rule)].map(quoted).join(',')}\n`;
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    let piece = '';
    for (let row = from; row < Math.min(ids.length, from + AT_A_TIME); row++) {
      piece += quoted(ids[row] as string);
      for (const { gives } of answers) piece += `,${formatUnits(gives[row] as number, decimals)}`;
      piece += '\n';
    }
    yield piece;
  }
}
