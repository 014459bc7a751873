import { formatTable, type Terminal } from '../../../src/report/index.ts';
import { ratioText, sizeText, spreadText, timeText } from './figures.ts';
import type { Report, Result } from './result.ts';

const against = ({ peers }: Result, limit: boolean): readonly [string, string] => {
  const first = Object.entries(peers).find(([, peer]) => (peer.limit === true) === limit);
  return first === undefined ? ['', ''] : [ratioText(first[1].ratio), first[0]];
};

/** Our own figure, the first of its peers and the limit; the document has all of them. */
const rowOf = (result: Result): string[] => [
  result.name,
  sizeText(result.n),
  `${timeText(result.median, result.unit)} / ${result.each}`,
  spreadText(result.spread),
  ...against(result, false),
  ...against(result, true),
];

/** The report for people: a table that folds to the terminal, and how costs grow. */
export const reportText = ({ environment, results, growth }: Report, terminal?: Terminal): string => {
  const { node, cores, cpu, size } = environment;
  const table = formatTable(
    {
      keys: 1,
      columns: [
        { title: 'benchmark', align: 'left' },
        { title: 'n' },
        { title: 'ours' },
        { title: '±' },
        { title: 'x', group: 'peer' },
        { title: 'peer', align: 'left', group: 'peer' },
        { title: 'x', group: 'limit' },
        { title: 'limit', align: 'left', group: 'limit' },
      ],
      rows: results.map(rowOf),
    },
    terminal,
  );
  const grown = formatTable(
    {
      columns: [{ title: 'cost growth', align: 'left' }, { title: 'sizes', align: 'left' }, { title: 'exponent' }],
      rows: growth.map(({ name, sizes, exponent }) => [name, sizes.map(sizeText).join(', '), exponent.toFixed(2)]),
    },
    terminal,
  );
  const head = `node ${node}, ${cores} x ${cpu}, ${size} sizes; x above 1: ours takes less; --json has every peer`;
  return [head, table, ...(growth.length === 0 ? [] : [grown])].join('\n\n');
};
