import type { GridPoint, RangeEnd } from '../../measure/index.ts';
import type { Override } from '../../spec/index.ts';

/** One entry of a comparison before it is run: a design in a scenario, with what is changed in them. */
export interface Cell {
  /** Place of the exchange and the scenario in the experiment. */
  readonly exchange: number;
  readonly scenario: number;
  /** Values put into the exchange and the scenario besides those of the experiment. */
  readonly overrides?: readonly Override[];
  readonly scenarioOverrides?: readonly Override[];
  readonly fundShare?: string;
  readonly equalised?: readonly string[];
  readonly variant?: string;
  /** Of a variant: the dotted path of the slot that is swapped, or `ablation`. */
  readonly variantOf?: string;
  /** Of a run with an assumed field at one end of its range: which. */
  readonly rangeEnd?: RangeEnd;
  /** Of a point of the sweep of severity and fee diversion: which. */
  readonly point?: GridPoint;
}

/** A part of a file's name: letters, digits, dots and hyphens. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);

/** What tells the files of an entry from those of the design as published; empty for the design itself. */
const mark = ({ equalised = [], variant, variantOf, rangeEnd, point }: Cell): string => {
  if (rangeEnd !== undefined) return `.range-${slug(`${rangeEnd.of} ${rangeEnd.field} ${rangeEnd.at}`)}`;
  if (point !== undefined) return `.trilemma-${slug(`${point.severity} ${point.diversion}`)}`;
  if (variant !== undefined) return `.${variantOf === 'ablation' ? 'ablation' : 'vary'}-${slug(variant)}`;
  return equalised.length === 0 ? '' : '.equalised';
};

/**
 * Names the files of runs, each differently, also where letters are told apart by nothing but their case.
 *
 * @returns A function from an entry, the names of its exchange and scenario, and a seed to a file name without folder.
 */
export const fileNames = (): ((cell: Cell, exchange: string, scenario: string, seed: number) => string) => {
  const taken = new Set<string>();
  return (cell, exchange, scenario, seed) => {
    const stem = `${exchange}.${scenario}${mark(cell)}`;
    let name = `${stem}.${seed}.json`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}-${n}.${seed}.json`;
    taken.add(name.toLowerCase());
    return name;
  };
};
