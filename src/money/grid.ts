import { D, formatUnits, parseUnits } from './decimal.ts';
import { MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';

/** A price and a step in whole numbers of one unit. */
interface InUnits {
  readonly price: number;
  readonly step: number;
  /** Decimal places of the unit. */
  readonly places: number;
}

const placesOf = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);

/** Both in the coarsest unit that holds them; undefined where such numbers would not be exact, or a text has an exponent. */
const inUnits = (price: string, step: string): InUnits | undefined => {
  const places = Math.max(placesOf(price), placesOf(step));
  try {
    return { price: parseUnits(price, places), step: parseUnits(step, places), places };
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
};

/**
 * Steps in a decimal price.
 *
 * @param price - A decimal text, such as "0.25". @param step - The step of the grid, a decimal text above 0.
 * @returns A whole number; undefined when the price is no multiple of the step.
 */
export const stepsOf = (price: string, step: string): number | undefined => {
  // Scenarios name thousands of prices; most fit into plain integers, where this is many times quicker than decimals.
  const plain = inUnits(price, step);
  if (plain !== undefined) return plain.price % plain.step === 0 ? plain.price / plain.step + 0 : undefined;
  const steps = new D(price).div(step);
  return steps.isInteger() ? steps.toNumber() : undefined;
};

/**
 * The multiple of a step that is nearest to a decimal price; of two equally near the even one.
 *
 * @returns The multiple as a decimal text; undefined when it is nothing.
 */
export const nearestStep = (price: string, step: string): string | undefined => {
  const plain = inUnits(price, step);
  if (plain !== undefined) {
    const down = Math.floor(plain.price / plain.step);
    const over = plain.price - down * plain.step;
    const up = 2 * over > plain.step || (2 * over === plain.step && down % 2 !== 0) ? 1 : 0;
    const units = (down + up) * plain.step;
    if (Math.abs(units) <= MAX_EXACT) return units === 0 ? undefined : formatUnits(units, plain.places);
  }
  const steps = new D(price).div(step).round();
  return steps.isZero() ? undefined : steps.mul(step).toFixed();
};
