import type { Story, StoryPerson } from '../../measure/index.ts';
import { listOf } from '../list-of.ts';
import { formatTable, type Table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `+10`, `-6`; a dash for none. */
const lotsIn = (side: StoryPerson['before'], market: string): string => {
  const lots = side.positions.find((one) => one.market === market)?.lots ?? 0;
  return lots === 0 ? '-' : lots > 0 ? `+${lots}` : String(lots);
};

const isNothing = (amount: string): boolean => Number(amount) === 0;

/** What became of somebody, in a few words. */
export const fateOf = ({ defaults, liquidatedLots, cutLots, cutCost, charged, withdrawn }: StoryPerson): string => {
  const lots = (count: number): string => `${count} ${count === 1 ? 'lot' : 'lots'}`;
  const parts = [
    ...(defaults === 0 ? [] : ['defaulted']),
    ...(liquidatedLots === 0 ? [] : [`lost ${lots(liquidatedLots)} to liquidation`]),
    ...(cutLots === 0
      ? []
      : [
          `cut by ${lots(cutLots)}${isNothing(cutCost) ? '' : `, which ${Number(cutCost) > 0 ? 'cost' : 'gave'} it ${cutCost.replace('-', '')}`}`,
        ]),
    ...(isNothing(charged) ? [] : [`charged ${charged}`]),
    ...(isNothing(withdrawn) ? [] : [`withdrew ${withdrawn}`]),
  ];
  return listOf(parts);
};

/** Markets of a story, in their order. */
export const marketsOf = ({ moments }: Story): readonly string[] => Object.keys(moments[0]?.marks ?? {});

/** The balance sheet of a story before and after, as a table. */
export const balanceTable = (story: Story): Table => {
  const markets = marketsOf(story);
  return {
    columns: [
      { title: '', align: 'left' },
      { title: 'equity', group: 'before' },
      ...markets.map((title) => ({ title, group: 'before' })),
      { title: 'equity', group: 'after' },
      ...markets.map((title) => ({ title, group: 'after' })),
      { title: 'what became of it', align: 'left' },
    ],
    rows: [
      ...story.people.map((one) => [
        one.kind === 'trader' ? one.name : `${one.name} (${one.kind})`,
        one.before.equity,
        ...markets.map((market) => lotsIn(one.before, market)),
        one.after.equity,
        ...markets.map((market) => lotsIn(one.after, market)),
        fateOf(one),
      ]),
      ...story.pools.map(({ name, before, after }) => [
        `pool ${name}`,
        before,
        ...markets.map(() => ''),
        after,
        ...markets.map(() => ''),
        '',
      ]),
    ],
  };
};

/** The balance sheet in lines. */
export const balanceSheet = (story: Story, terminal: Terminal): string => formatTable(balanceTable(story), terminal);
