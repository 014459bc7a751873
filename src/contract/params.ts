/**
 * The vocabulary of parameters: each with its unit, its range and its exact reading.
 *
 * A file writes decimals; a mechanism receives integers of the asset's unit, ratios as two integers, and seconds.
 *
 * @module
 */
import { z } from 'zod';
import { parseRatio, type Ratio } from '../money/index.ts';

/** A decimal as a file may write it: quoted, or a plain number that names the same decimal. */
export const decimalText = z.union([z.string(), z.number()]).transform((value, context) => {
  const text = String(value).trim();
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) {
    context.addIssue({
      code: 'custom',
      message:
        typeof value === 'number'
          ? `${text} is no exact decimal; write it in quotes, as "0.25"`
          : `"${text}" is no decimal number; write digits with an optional point, as "0.25"`,
    });
    return z.NEVER;
  }
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    context.addIssue({ code: 'custom', message: `${text} has lost digits as a plain number; write it in quotes` });
    return z.NEVER;
  }
  return text.replace(/^\+/, '');
});

/** An amount that still waits for the unit of its asset; {@link bindAmounts} turns it into an integer. */
export class UnboundAmount {
  /** The decimal as written, in whole units of the asset. */
  readonly decimal: string;
  constructor(decimal: string) {
    this.decimal = decimal;
  }
}

/** Choices of amount options. */
export interface AmountOptions {
  /** Whether a negative amount makes sense; defaults to false. */
  readonly signed?: boolean;
  /** Whether zero is refused; defaults to false. */
  readonly positive?: boolean;
}

/**
 * An amount of the venue's settlement asset, written as a decimal.
 *
 * The mechanism receives an integer of the asset's unit; the venue binds it when it is built.
 */
export const amount = (options: AmountOptions = {}): z.ZodType<number, string | number> =>
  decimalText
    .transform((text, context) => {
      const negative = text.startsWith('-') && /[1-9]/.test(text);
      if (negative && options.signed !== true) {
        context.addIssue({ code: 'custom', message: `${text} is below zero; an amount here is at least 0` });
        return z.NEVER;
      }
      if (options.positive === true && !/[1-9]/.test(text)) {
        context.addIssue({ code: 'custom', message: `${text} is not above zero; an amount here is above 0` });
        return z.NEVER;
      }
      // The type says what the mechanism will see; until the venue binds it, the value is an UnboundAmount.
      return new UnboundAmount(text) as unknown as number;
    })
    .meta({ unit: 'settlement asset' }) as unknown as z.ZodType<number, string | number>;

/** Choices of ratio range. */
export interface RatioRange {
  /** Least value, as a decimal or fraction; defaults to "0". */
  readonly min?: string;
  /** Greatest value; none by default. */
  readonly max?: string;
}

const below = (a: Ratio, b: Ratio): boolean => BigInt(a.n) * BigInt(b.d) < BigInt(b.n) * BigInt(a.d);

/** A dimensionless ratio, written as a decimal or a fraction: `"0.2"`, `"2/3"`. The mechanism receives `{ n, d }`. */
export const ratio = (range: RatioRange = {}): z.ZodType<Ratio, string | number> => {
  const min = parseRatio(range.min ?? '0');
  const max = range.max === undefined ? undefined : parseRatio(range.max);
  return z
    .union([z.string(), z.number()])
    .transform((value, context) => {
      try {
        const parsed = parseRatio(String(value));
        if (below(parsed, min) || (max !== undefined && below(max, parsed))) {
          const bound =
            max === undefined ? `at least ${range.min ?? '0'}` : `between ${range.min ?? '0'} and ${range.max}`;
          const nearest = below(parsed, min) ? (range.min ?? '0') : range.max;
          context.addIssue({
            code: 'custom',
            message: `${value} is out of range; a ratio here is ${bound}`,
            params: { hint: `the nearest that can be is "${nearest}"` },
          });
          return z.NEVER;
        }
        return parsed;
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    })
    .meta({ unit: 'ratio' }) as unknown as z.ZodType<Ratio, string | number>;
};

/** A rate, written as a decimal share (`"0.0005"`); the mechanism receives an integer per million. */
export const rate = (range: RatioRange = {}): z.ZodType<number, string | number> =>
  ratio(range)
    .transform((value, context) => {
      if ((1_000_000 * value.n) % value.d !== 0) {
        context.addIssue({ code: 'custom', message: 'a rate has at most six decimals (it is kept per million)' });
        return z.NEVER;
      }
      return (1_000_000 * value.n) / value.d;
    })
    .meta({ unit: 'share' }) as unknown as z.ZodType<number, string | number>;

const secondsOf: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as `500ms`, `30s`, `15m`, `8h`, `7d`; undefined when it is none. */
export const parseDuration = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)(ms|s|min|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  const seconds = Number(match[1]) * (secondsOf[match[2] as string] as number);
  const milliseconds = Math.round(seconds * 1000);
  return milliseconds / 1000;
};

/** Choices of duration range, each written as a duration. */
export interface DurationRange {
  /** Least value; defaults to 0s. */
  readonly min?: string;
  /** Greatest value; none by default. */
  readonly max?: string;
}

/** A duration, written with its unit: `30s`, `8h`. The mechanism receives seconds. */
export const duration = ({ min = '0s', max }: DurationRange = {}): z.ZodType<number, string> => {
  const least = parseDuration(min) ?? 0;
  const most = max === undefined ? Number.POSITIVE_INFINITY : (parseDuration(max) ?? Number.POSITIVE_INFINITY);
  return z
    .string()
    .transform((text, context) => {
      const seconds = parseDuration(text);
      if (seconds === undefined) {
        context.addIssue({
          code: 'custom',
          message: `"${text}" is no duration; write a number with ms, s, m, h or d, as 30s`,
        });
        return z.NEVER;
      }
      if (seconds < least || seconds > most) {
        const bound = max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
        context.addIssue({
          code: 'custom',
          message: `${text} is out of range; a duration here is ${bound}`,
          params: { hint: `the nearest that can be is ${seconds < least ? min : max}` },
        });
        return z.NEVER;
      }
      return seconds;
    })
    .meta({ unit: 'duration' }) as unknown as z.ZodType<number, string>;
};

/**
 * Binds every amount inside parsed parameters to integers of an asset's unit.
 *
 * @param params - Parsed parameters, any shape of objects and arrays.
 * @param toUnits - Turns a decimal of whole units into integer units; throws when it is no exact multiple.
 * @returns The same shape, frozen, with integers where amounts stood.
 */
export const bindAmounts = <T>(params: T, toUnits: (decimal: string) => number): T => {
  if (params instanceof UnboundAmount) return toUnits(params.decimal) as T;
  if (Array.isArray(params)) return Object.freeze(params.map((item) => bindAmounts(item, toUnits))) as T;
  if (params !== null && typeof params === 'object') {
    const entries = Object.entries(params).map(([key, value]) => [key, bindAmounts(value, toUnits)] as const);
    return Object.freeze(Object.fromEntries(entries)) as T;
  }
  return params;
};
