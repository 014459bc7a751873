import { z } from 'zod';
import { nearest, parseDuration } from '../contract/index.ts';
import { D } from '../money/index.ts';
import type { Path } from './place.ts';
import { dotted, type ProblemList } from './problems.ts';
import { valueAt } from './wording.ts';

type Kind = 'number' | 'duration';
interface Quantity {
  readonly kind: Kind;
  readonly size: D;
}

/** What to do about an assumed field that no longer stands in the file. */
const GONE = 'name a field by its dotted path, or take the line out of assumed';

/** Reads a decimal, a fraction or a duration. */
const quantity = (value: unknown): Quantity | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const number = /^([+-]?\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text);
  if (number !== null) {
    const size = new D(number[1] as string).div(number[2] ?? 1);
    return size.isFinite() ? { kind: 'number', size } : undefined;
  }
  const seconds = parseDuration(text);
  return seconds === undefined ? undefined : { kind: 'duration', size: new D(seconds) };
};

/** A decimal, a fraction or a duration, as text. */
const limit = z.union([z.string(), z.number()]).transform(String);

/** Assumed fields of a spec: the range of each by its dotted path. */
export const assumedShape = z
  .record(z.string(), z.tuple([limit, limit]))
  .default({})
  .describe('Fields without a published source, by dotted path, each with the range it may lie in.');

/** Parts of a design that are nobody's publication, whatever their values. */
export const oursShape = z
  .array(z.string().min(1))
  .default([])
  .describe(
    'Parts that no source publishes, by dotted path: margin, adl.ranking. A part without a number to vary has no range.',
  );

/**
 * Checks the parts that a design says are ours: each is written in the file.
 *
 * @param ours - Dotted paths.
 * @param data - The whole file, as written.
 * @param name - How a path is written in messages.
 * @param problems - Receives what is wrong.
 * @param toPath - Reads a dotted path.
 */
export const checkOurs = (
  ours: readonly string[],
  data: unknown,
  name: (path: readonly (string | number)[]) => string,
  problems: ProblemList,
  toPath: (text: string, data: unknown) => Path,
): void => {
  for (const [i, text] of ours.entries()) {
    if (valueAt(data, toPath(text, data)) !== undefined) continue;
    const near = nearest(text, partsOf(data).map(name));
    problems.add({
      path: ['ours', i],
      message: `${text} is no part that is written in this file`,
      hint: near === undefined ? 'name a part by its dotted path' : `did you mean ${near}?`,
    });
  }
};

/**
 * Checks the assumed fields of a spec: each names a field that is written, whose value lies in its range.
 *
 * @param assumed - Ranges by dotted path.
 * @param data - The whole file, as written.
 * @param name - How a path is written in messages.
 * @param problems - Receives what is wrong.
 * @param toPath - Reads a dotted path.
 */
export const checkAssumed = (
  assumed: Readonly<Record<string, readonly [string, string]>>,
  data: unknown,
  name: (path: readonly (string | number)[]) => string,
  problems: ProblemList,
  toPath: (text: string, data: unknown) => Path,
): void => {
  for (const [text, [low, high]] of Object.entries(assumed)) {
    const path = ['assumed', text];
    const add = (message: string, hint: string): void => problems.add({ path, message, hint });
    const [least, most] = [quantity(low), quantity(high)];
    if (least === undefined || most === undefined || least.kind !== most.kind || least.size.gt(most.size)) {
      add(`${low} to ${high} is no range`, 'write [least, most], two numbers or two durations');
      continue;
    }
    const target = toPath(text, data);
    const value = valueAt(data, target);
    if (value === undefined) {
      const near = nearest(text, fieldsOf(data).map(name));
      add('no such field is written in this file', near === undefined ? GONE : `did you mean ${near}? ${GONE}`);
      continue;
    }
    if (problems.within(target)) continue;
    const found = quantity(value);
    const line = problems.lineOf(target);
    if (found === undefined || found.kind !== least.kind) {
      const shown = typeof value === 'object' ? dotted(target) : String(value);
      add(
        `the range is in ${least.kind}s, but the field${line} is no ${least.kind}: ${shown}`,
        'an assumed field is one number or duration',
      );
    } else if (found.size.lt(least.size) || found.size.gt(most.size)) {
      add(`the value ${value}${line} is outside the range ${low} to ${high}`, 'change the value or the range');
    }
  }
};

/** All parts of a file that stand at its top, in a layer, or in the parts of one. */
const partsOf = (value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] =>
  value === null || typeof value !== 'object' || path.length === 4
    ? [path]
    : Object.entries(value).flatMap(([key, held]) => {
        const own = [...path, Array.isArray(value) ? Number(key) : key];
        return [own, ...partsOf(held, own)];
      });

/** All fields of a file that hold a single value. */
const fieldsOf = (
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] => {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value)
    .filter(([key]) => path.length > 0 || key !== 'assumed')
    .flatMap(([key, held]) => fieldsOf(held, [...path, Array.isArray(value) ? Number(key) : key]));
};
