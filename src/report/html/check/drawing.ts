import type { Happening, Story } from '../../../measure/index.ts';
import { html, type Markup } from '../markup.ts';

/** Sizes of a drawing, pixels. */
const ROW = 26;
const TOP = 44;
const NAME = 118;
/** Longest bar. */
const BAR = 75;
/** Width of a letter of the text beside a bar, on average, and the room around it. */
const LETTER = 6.3;
const AROUND = 12;
const SLOT = 24;
const LEAST_SLOTS = 6;

/** Happenings that a drawing shows at most; the list beside it has all. */
const MOST = 60;

/** Something that is drawn: its number in the list, and the rows it is about. */
interface Drawn {
  readonly number: number;
  readonly kind: Happening['kind'];
  readonly says: string;
  readonly rows: readonly number[];
  /** Number of the step it is in, where it is the first of it. */
  readonly begins: number | undefined;
}

interface Row {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly held: string;
  readonly keeps: string;
  /** Whether the witness is about it. */
  readonly broke: boolean;
}

const lotsOf = (positions: Story['people'][number]['before']['positions']): string =>
  positions.map(({ market, lots }) => `${lots > 0 ? '+' : ''}${lots} ${market}`).join(' ');

const rowsOf = ({ people, pools }: Story, named: (name: string) => boolean): readonly Row[] => [
  ...people.map(({ name, before, after }) => ({
    name,
    before: Number(before.equity),
    after: Number(after.equity),
    held: lotsOf(before.positions),
    keeps: lotsOf(after.positions),
    broke: named(name),
  })),
  ...pools.map(({ name, before, after }) => ({
    name: `pool ${name}`,
    before: Number(before),
    after: Number(after),
    held: '',
    keeps: '',
    broke: named(name),
  })),
];

const drawnOf = ({ moments }: Story, rows: readonly Row[]): readonly Drawn[] => {
  let number = 0;
  return moments
    .flatMap(({ step, happened }) =>
      happened.map(({ kind, says, who }, i) => ({
        number: ++number,
        kind,
        says,
        rows: who.map((name) => rows.findIndex((row) => row.name === name)).filter((row) => row >= 0),
        begins: i === 0 ? step : undefined,
      })),
    )
    .slice(0, MOST);
};

/** Length of a bar: it grows with the square root, so that small equities are seen beside large ones. */
const lengthOf = (equity: number, most: number): number => (most === 0 ? 0 : BAR * Math.sqrt(Math.abs(equity) / most));

const short = (value: number): string => String(Number(value.toPrecision(5)));

const textOf = (equity: number, lots: string): string => `${short(equity)}${lots === '' ? '' : `  ${lots}`}`;

/** A bar that begins in the middle of its column: to the right what somebody has, to the left what it owes, the text on the other side. */
const bar = (equity: number, lots: string, middle: number, y: number, most: number): Markup => {
  const length = lengthOf(equity, most);
  return html`<rect class="${equity < 0 ? 'below' : 'above'}" x="${equity < 0 ? middle - length : middle}" y="${y - 8}" width="${Math.max(1, length)}" height="16" rx="2"/><text class="amount" x="${middle + (equity < 0 ? 4 : -4)}" y="${y + 4}" text-anchor="${equity < 0 ? 'start' : 'end'}">${textOf(equity, lots)}</text>`;
};

/** Half of a column of bars: as wide as the longest bar and the longest text. */
const halfOf = (texts: readonly string[]): number =>
  Math.ceil(Math.max(BAR, AROUND + LETTER * Math.max(...texts.map(({ length }) => length))));

const yOf = (row: number): number => TOP + row * ROW + ROW / 2;

const mark = ({ kind, rows, number, says, begins }: Drawn, x: number, bottom: number): Markup => {
  const ys = rows.map(yOf);
  const [first] = ys;
  const last = ys.at(-1);
  const line =
    first !== undefined && last !== undefined && ys.length > 1
      ? html`<line class="link k-${kind}" x1="${x}" x2="${x}" y1="${Math.min(...ys)}" y2="${Math.max(...ys)}"/>`
      : undefined;
  const dots = ys.map(
    (y, i) =>
      html`<circle class="dot k-${kind}${i > 0 ? ' other' : ''}" cx="${x}" cy="${y}" r="${kind === 'case' ? 6 : 5}"/>`,
  );
  const divider =
    begins === undefined
      ? undefined
      : html`<line class="step" x1="${x - SLOT / 2}" x2="${x - SLOT / 2}" y1="18" y2="${bottom}"/><text class="head" x="${x - SLOT / 2 + 4}" y="16">step ${begins}</text>`;
  return html`${divider}<g><title>${number}. ${says}</title><text class="number" x="${x}" y="34" text-anchor="middle">${number}</text>${line}${dots}</g>`;
};

/**
 * Draws a small run: a row for everybody, what each held before and after, and between them one mark for each thing that happened, on
 * the rows it is about. Rows that the witness is about are lit.
 *
 * @param named - Whether the witness names somebody.
 * @param title - What the drawing is called for those who cannot see it.
 */
export const drawStory = (story: Story, named: (name: string) => boolean, title: string): Markup => {
  const rows = rowsOf(story, named);
  const drawn = drawnOf(story, rows);
  const most = Math.max(...rows.flatMap(({ before, after }) => [Math.abs(before), Math.abs(after)]));
  const slots = Math.max(LEAST_SLOTS, drawn.length) * SLOT;
  const halfBefore = halfOf(rows.map(({ before, held }) => textOf(before, held)));
  const halfAfter = halfOf(rows.map(({ after, keeps }) => textOf(after, keeps)));
  const name = Math.max(NAME, AROUND + LETTER * Math.max(...rows.map((row) => row.name.length)));
  const left = name + 2 * halfBefore + 16;
  const right = left + slots + 16;
  const width = right + 2 * halfAfter + 8;
  const bottom = TOP + rows.length * ROW;
  const lines = rows.map(
    ({ name: called, before, after, held, keeps, broke }, i) =>
      html`<rect class="row${broke ? ' broke' : ''}" x="0" y="${TOP + i * ROW}" width="${width}" height="${ROW}"/><text class="name" x="6" y="${yOf(i) + 4}">${called}</text>${bar(before, held, name + halfBefore, yOf(i), most)}${bar(after, keeps, right + halfAfter, yOf(i), most)}`,
  );
  return html`<svg class="story" viewBox="0 0 ${width} ${bottom + 8}" width="${width}" height="${bottom + 8}" role="img" aria-label="${title}">
<text class="head" x="${name + halfBefore}" y="16" text-anchor="middle">equity and lots before</text><text class="head" x="${right + halfAfter}" y="16" text-anchor="middle">after</text>
${lines}
${drawn.map((one, i) => mark(one, left + i * SLOT + SLOT / 2, bottom))}
</svg>`;
};
