import type { CheckedProperty, Story } from '../../measure/index.ts';

type Witness = NonNullable<CheckedProperty['counterexample']>['witness'];

/** A number for people: amounts and lots to the last digit, shares and scores to seven. */
const digits = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(7)));

/** A side of a witness in words. */
const side = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? digits(part) : part));
};

/** What was found, in a sentence: who, both sides, the difference. */
export const witnessText = ({ who, expected, found, difference }: Witness): string => {
  const apart = difference === undefined ? '' : `, a difference of ${side(difference)}`;
  return `${who === undefined ? '' : `${who}: `}expected ${side(expected)}, found ${side(found)}${apart}`;
};

/** A text with the names of accounts beside their numbers: `account 7` becomes `p1 (account 7)`. */
export const withNames = (text: string, { people, pools }: Pick<Story, 'people' | 'pools'>): string => {
  const nameOf = (number: string): string | undefined =>
    [...people, ...pools].find(({ account }) => account === Number(number))?.name;
  return text
    .replace(/\baccount (\d+)\b/g, (whole, number: string) => {
      const name = nameOf(number);
      return name === undefined ? whole : `${name} (${whole})`;
    })
    .replace(/\baccounts (\d+) and (\d+)\b/g, (whole, one: string, other: string) => {
      const names = [nameOf(one), nameOf(other)];
      return names.includes(undefined) ? whole : `${names.join(' and ')} (${whole})`;
    });
};
