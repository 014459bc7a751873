import type { Asked } from '../../measure/index.ts';
import { fold, formatTable } from '../table.ts';
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

const one = (asked: Asked, terminal: Terminal): string => {
  const { rule, question, gives } = asked;
  const beside = BESIDE.filter((name) => question[name] !== undefined);
  const given = gives.reduce((sum, give) => sum + give, 0);
  const able = question.capacity.reduce((sum, most) => sum + most, 0);
  const more = gives.length > MOST ? [`  and ${gives.length - MOST} claims more`] : [];
  const columns = [
    { title: '', align: 'left' as const },
    ...['may give', ...beside].map((title) => ({ title, group: 'before' })),
    ...['gives', 'keeps'].map((title) => ({ title, group: 'after' })),
  ];
  const head = `${rule} is asked for ${question.need} of ${able}, and raises ${given}`;
  return [
    fold(head, terminal.width, '  '),
    formatTable({ columns, rows: rowsOf(asked, beside) }, terminal),
    ...more,
  ].join('\n');
};

/** What allocation rules were asked, as a table of the claims before and after each answer. */
export const askedText = (asked: readonly Asked[], terminal: Terminal): string =>
  asked.length === 0
    ? 'No allocation rule is asked: the numbers are those of the witness.'
    : asked.map((each) => one(each, terminal)).join('\n\n');
