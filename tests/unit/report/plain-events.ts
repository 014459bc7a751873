import { CAUSES, EVENT_COLUMNS, EVENT_KINDS, type EventLog } from '../../../src/ledger/index.ts';

/** A number so that it reads back as the same float: JavaScript's shortest form, and a sign for -0. */
const numeral = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** JSON has no Infinity and no NaN; they are written as texts. */
const jsonNumeral = (x: number): string => (Number.isFinite(x) ? numeral(x) : `"${x}"`);

/** The plain writer of event logs: one text, put together cell by cell. */
export const plainText = (log: EventLog, ending: '.ndjson' | '.csv'): string => {
  const columns = log.columns();
  const cell = (name: (typeof EVENT_COLUMNS)[number], row: number): string => {
    const code = columns[name][row] as number;
    const named = name === 'kind' ? EVENT_KINDS[code] : name === 'cause' ? CAUSES[code] : undefined;
    if (ending === '.csv') return named ?? numeral(code);
    return `"${name}":${named === undefined ? jsonNumeral(code) : `"${named}"`}`;
  };
  const [open, close] = ending === '.csv' ? ['', '\n'] : ['{', '}\n'];
  let text = ending === '.csv' ? `${EVENT_COLUMNS.join(',')}\n` : '';
  for (let row = 0; row < log.length; row++)
    text += open + EVENT_COLUMNS.map((name) => cell(name, row)).join(',') + close;
  return text;
};
