import type { Asked } from '../../measure/index.ts';
import { fold, formatTable, type Table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** Claims of one question that are shown. */
const MOST = 20;

const BESIDE = ['claim', 'weight', 'score', 'exposure', 'equity'] as const;

const rowsOf = ({ question, gives }: Asked, beside: readonly (typeof BESIDE)[number][]): string[][] =>
  gives.slice(0, MOST).map((give, row) => {
    const capacity = question.capacity[row] ?? 0;
    const others = beside.map((name) => question[name]?.[row] ?? 0);
    return [`claim ${row + 1}`, ...[capacity, ...others, give, capacity - give].map(String)];
  });

/** Claims of a question that its table leaves out. */
export const unseenClaims = ({ gives }: Asked): number => Math.max(0, gives.length - MOST);

/** Which rule was asked for how much, and what it raised. */
export const askedHead = ({ rule, question, gives }: Asked): string => {
  const given = gives.reduce((sum, give) => sum + give, 0);
  const able = question.capacity.reduce((sum, most) => sum + most, 0);
  return `${rule} is asked for ${question.need} of ${able}, and raises ${given}`;
};

/** The claims of a question before and after the answer. */
export const askedTable = (asked: Asked): Table => {
  const beside = BESIDE.filter((name) => asked.question[name] !== undefined);
  const columns = [
    { title: '', align: 'left' as const },
    ...['may give', ...beside].map((title) => ({ title, group: 'before' })),
    ...['gives', 'keeps'].map((title) => ({ title, group: 'after' })),
  ];
  return { columns, rows: rowsOf(asked, beside) };
};

const one = (asked: Asked, terminal: Terminal): string => {
  const more = unseenClaims(asked);
  return [
    fold(askedHead(asked), terminal.width, '  '),
    formatTable(askedTable(asked), terminal),
    ...(more === 0 ? [] : [`  and ${more} claims more`]),
  ].join('\n');
};

/** What allocation rules were asked, as a table of the claims before and after each answer. */
export const askedText = (asked: readonly Asked[], terminal: Terminal): string =>
  asked.length === 0
    ? 'No allocation rule is asked: the numbers are those of the witness.'
    : asked.map((each) => one(each, terminal)).join('\n\n');
