import type { Story } from '../measure/index.ts';
import { commented, specText, storyText } from './check/index.ts';
import { grouped } from './number-format.ts';
import { fold, formatTable } from './table.ts';
import { plainTerminal, type Terminal } from './terminal.ts';

/** The best attack that a search knows, dollars. */
export interface FoundAttack {
  readonly strategy: string;
  readonly gain: number;
  readonly profit: number;
  readonly damage: number;
  readonly bound: number;
  readonly cost: number;
  /** Number of the trial in which it was found. */
  readonly trial: number;
  readonly accounts: number;
  readonly capital: number;
}

/** What a search of attacks came to. */
export interface AttackReport {
  readonly design: string;
  readonly seed: number;
  readonly tried: number;
  readonly refused: number;
  readonly seconds: number;
  readonly best?: FoundAttack;
}

const dollars = (amount: number): string => grouped(Math.round(amount));

/** The search in words: what the best attack gains, what it can at most have gained, and what that means. */
export const attackText = (report: AttackReport, terminal: Terminal = plainTerminal()): string => {
  const { design, seed, tried, refused, seconds, best } = report;
  const head = `${design}: ${grouped(tried)} attacks tried in ${seconds.toFixed(0)} s, seed ${seed}${refused === 0 ? '' : `, ${refused} ended by a refusal`}`;
  if (best === undefined) return `${head}\nNo attack could be played.`;
  if (best.gain <= 0)
    return `${head}\n${fold(
      'No attack was found that gains anything at the expense of pools, of accounts that are cut or charged, or of nobody. The search may have missed one.',
      terminal.width,
    )}`;
  const table = formatTable(
    {
      columns: [
        { title: 'from strategy', align: 'left' },
        ...['gain', 'profit', 'damage', 'cost', 'bound', 'capital', 'accounts', 'trial'].map((title) => ({ title })),
      ],
      rows: [
        [
          best.strategy,
          dollars(best.gain),
          dollars(best.profit),
          dollars(best.damage),
          dollars(best.cost),
          dollars(best.bound),
          dollars(best.capital),
          String(best.accounts),
          String(best.trial),
        ],
      ],
    },
    terminal,
  );
  const meaning = fold(
    'gain: the lesser of profit, after the cost of pushes, and damage to pools and to those who are cut or charged; dollars. It is a lower bound of what can be gained: the search may have missed better. bound: no coalition can have taken more before costs (CS9).',
    terminal.width,
  );
  return `${head}\n\n${table}\n\n${meaning}`;
};

/** An attack as it is written down. */
export interface ToldAttackText {
  readonly report: AttackReport;
  /** The scenario file as plain data. */
  readonly document: Readonly<Record<string, unknown>>;
  /** What all pools that absorb losses hold in it, units of a millionth of a dollar. */
  readonly fundTotal: number;
  readonly story: Story;
}

const WIDTH = 118;

/** The best attack as a scenario that `run` plays too: what it gains and what happened in words, then the file. */
export const attackYaml = ({ report, document, fundTotal, story }: ToldAttackText): string => {
  const { design, tried, best } = report;
  const head = [
    `The best attack on ${design} that a search of ${grouped(tried)} attacks has found, without what it does not need. All amounts are dollars.`,
    `The attackers gain ${dollars(best?.profit ?? 0)} after ${dollars(best?.cost ?? 0)} for what their pushes of the index cost; pools, and others who never agreed to trade, lose ${dollars(best?.damage ?? 0)}.`,
    `All pools that absorb losses hold ${dollars(fundTotal / 1e6)} together here; run gives them what ${design} declares.`,
  ].map((line) => fold(line, WIDTH));
  return `${commented([...head, '', storyText(story, plainTerminal(WIDTH))].join('\n'))}\n${specText(document)}`;
};

/** Whether shapes of real attacks were found, and how long that took. */
export interface RediscoveredShape {
  readonly shape: string;
  readonly says: string;
  readonly source: string;
  readonly exchange: string;
  readonly tried: number;
  readonly seconds: number;
  readonly isFound: boolean;
}

/** One row for each shape, and what each is. */
export const rediscoveredText = (
  shapes: readonly RediscoveredShape[],
  terminal: Terminal = plainTerminal(),
): string => {
  const table = formatTable(
    {
      columns: [
        { title: 'shape', align: 'left' },
        { title: 'design', align: 'left' },
        { title: 'found', align: 'left' },
        { title: 'attacks tried' },
        { title: 'seconds' },
      ],
      rows: shapes.map(({ shape, exchange, isFound, tried, seconds }) => [
        shape,
        exchange,
        isFound ? 'yes' : 'no',
        grouped(tried),
        seconds.toFixed(1),
      ]),
    },
    terminal,
  );
  const meanings = shapes.map(({ shape, says, source }) => fold(`${shape} (${source}): ${says}`, terminal.width, '  '));
  return [table, '', ...meanings].join('\n');
};
