/** What the panels over time show, before anything is drawn. @module */
import { amountText, percentText } from './format.js';
import { seriesColour } from './palette.js';

/** @import { RunFigures } from '../../../measure/figures-shape.ts' */
/** @import { PayloadDesign } from '../payload.ts' */

/**
 * @typedef {{ name: string, values: readonly (number | null)[], colour: string, dashed: boolean, band?: readonly [readonly number[], readonly number[]] }} Series
 * @typedef {{ times: readonly number[], series: readonly Series[] }} Run
 * @typedef {{ id: string, title: string, text: (x: number | null) => string, zero: boolean, runs: readonly Run[] }} Panel
 */

/** Change since the start. @param {readonly number[]} ratios */
const changes = (ratios) => ratios.map((ratio) => ratio - 1);

/** @param {RunFigures['series']} series @param {string} price @param {boolean} dashed @returns {Series[]} */
const pricesOf = (series, price, dashed) =>
  price === 'largest'
    ? series.largest.map((one, i) => ({
        name: one.market,
        values: changes(one.price),
        colour: seriesColour(i),
        dashed,
      }))
    : series.classes.map((one, i) => ({
        name: one.name === '' ? 'all markets' : one.name,
        values: changes(one.middle),
        colour: seriesColour(i),
        dashed,
        // Two bands on top of each other cannot be read, so only the first design has one.
        ...(dashed || one.markets === 1 ? {} : { band: /** @type {const} */ ([changes(one.low), changes(one.high)]) }),
      }));

/**
 * The panels of one or two designs, prices first.
 *
 * @param {readonly PayloadDesign[]} pair @param {string} price - `classes` or `largest`. @param {string} unit @returns {Panel[]}
 */
export const panelsOf = (pair, price, unit) => {
  const shown = pair.filter((design, i) => design.figures !== undefined && pair.indexOf(design) === i);
  const several = shown.length > 1;
  /** @param {(figures: RunFigures['series'], dashed: boolean) => Series[]} seriesOf @returns {Run[]} */
  const runs = (seriesOf) =>
    shown.map(({ figures }, i) => {
      const series = /** @type {RunFigures} */ (figures).series;
      return { times: series.times, series: seriesOf(series, i > 0) };
    });
  /** @param {readonly (readonly [name: string, values: readonly (number | null)[] | undefined, colour: string])[]} lines @param {boolean} dashed @returns {Series[]} */
  const linesOf = (lines, dashed) =>
    lines.flatMap(([name, values, colour]) => (values === undefined ? [] : [{ name, values, colour, dashed }]));
  const owner = (/** @type {boolean} */ dashed) => (dashed ? 'var(--second)' : 'var(--first)');
  const nameOf = (/** @type {boolean} */ dashed) => (several ? (shown[dashed ? 1 : 0]?.name ?? '') : '');
  /** @type {Panel[]} */
  const panels = [
    {
      id: 'price',
      title: 'Price since the start',
      text: percentText,
      zero: false,
      runs: runs((series, dashed) => pricesOf(series, price, dashed)),
    },
    {
      id: 'openInterest',
      title: `Open interest, ${unit}`,
      text: amountText,
      zero: true,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), series.openInterest, owner(dashed)]], dashed)),
    },
    {
      id: 'depth',
      title: 'Quoted depth, of calm depth',
      text: percentText,
      zero: true,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), series.depth, owner(dashed)]], dashed)),
    },
    {
      id: 'displacement',
      title: "Price pushed down by the run's own flow",
      text: percentText,
      zero: true,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), moved(series.displacement), owner(dashed)]], dashed)),
    },
    {
      id: 'pools',
      title: `Fund, vaults and pools together, ${unit}`,
      text: amountText,
      zero: false,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), series.pools, owner(dashed)]], dashed)),
    },
    {
      id: 'flow',
      title: `Liquidated so far, ${unit}`,
      text: amountText,
      zero: true,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), series.liquidated, owner(dashed)]], dashed)),
    },
    {
      id: 'adl',
      title: `Deleveraged so far, ${unit}`,
      text: amountText,
      zero: true,
      runs: runs((series, dashed) => linesOf([[nameOf(dashed), series.adl, owner(dashed)]], dashed)),
    },
  ];
  return panels.filter((panel) => panel.runs.some((run) => run.series.length > 0));
};

/** A displacement that is nothing throughout says nothing. @param {readonly (number | null)[] | undefined} values */
const moved = (values) => (values?.some((value) => value !== null && value !== 0) ? values : undefined);

/** Seconds in which the middle nine tenths of liquidation and ADL happened, with a margin; the whole run when nothing did. @param {readonly Panel[]} panels @returns {[number, number]} */
export const busySpan = (panels) => {
  const flows = panels.filter(({ id }) => id === 'flow' || id === 'adl').flatMap(({ runs }) => runs);
  const all = panels[0]?.runs.flatMap(({ times }) => [times[0] ?? 0, times.at(-1) ?? 0]) ?? [0, 1];
  const [start, end] = [Math.min(...all), Math.max(...all)];
  const spans = flows.flatMap(({ times, series }) =>
    series.flatMap(({ values }) => {
      const total = values.at(-1) ?? 0;
      if (total === 0) return [];
      const at = (/** @type {number} */ share) =>
        times[values.findIndex((value) => (value ?? 0) >= share * total)] ?? end;
      return [[at(0.02), at(0.95)]];
    }),
  );
  if (spans.length === 0) return [start, end];
  const [from, to] = [
    Math.min(...spans.map((span) => span[0] ?? start)),
    Math.max(...spans.map((span) => span[1] ?? end)),
  ];
  const margin = Math.max((to - from) * 0.1, (end - start) * 0.005);
  return [Math.max(start, from - margin), Math.min(end, to + margin)];
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} pair @param {string} unit */
export const timeRows = (pair, unit) => {
  const shown = pair.filter((design, i) => design.figures !== undefined && pair.indexOf(design) === i);
  const prices = shown[0]?.figures?.series.classes.map(({ name }) => name) ?? [];
  const markets = shown[0]?.figures?.series.largest.map(({ market }) => market) ?? [];
  return [
    [
      'design',
      'seconds',
      ...prices.flatMap((name) => [`${name} median price`, `${name} least`, `${name} most`]),
      ...markets.map((market) => `${market} price`),
      `open interest, ${unit}`,
      'depth',
      'displacement',
      `pools, ${unit}`,
      `liquidated, ${unit}`,
      `ADL, ${unit}`,
    ],
    ...shown.flatMap(({ name, figures }) => {
      const series = /** @type {RunFigures} */ (figures).series;
      return series.times.map((seconds, i) => [
        name,
        seconds,
        ...series.classes.flatMap((one) => [one.middle[i] ?? null, one.low[i] ?? null, one.high[i] ?? null]),
        ...series.largest.map(({ price }) => price[i] ?? null),
        series.openInterest[i] ?? null,
        series.depth?.[i] ?? null,
        series.displacement?.[i] ?? null,
        series.pools?.[i] ?? null,
        series.liquidated[i] ?? null,
        series.adl[i] ?? null,
      ]);
    }),
  ];
};
