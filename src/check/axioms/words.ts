/** Words with claims and amounts in them: each reader names claims and writes amounts in a way of their own. */
export type Words = readonly (string | { readonly claim: number } | { readonly lots: number })[];

/** How claims are named and amounts written. */
export interface Naming {
  /** Names a claim by its row, from 0. */
  readonly claim: (claim: number) => string;
  /** Writes an amount of lots. */
  readonly lots: (lots: number) => string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Claims by letter, the first is A; amounts as they are. */
export const PLAIN: Naming = { claim: (claim) => LETTERS[claim] ?? `#${claim + 1}`, lots: String };

/** A claim in words. */
export const claim = (number: number): Words[number] => ({ claim: number });
/** An amount in words. */
export const lots = (amount: number): Words[number] => ({ lots: amount });

/**
 * Builds words from a template.
 *
 * @example
 * words`${claim(0)} gives ${lots(50)}`
 */
export const words = (texts: TemplateStringsArray, ...parts: readonly (Words[number] | Words)[]): Words =>
  texts.flatMap((text, i) => {
    const part = parts[i];
    const after = part === undefined ? [] : Array.isArray(part) ? part : [part as Words[number]];
    return text === '' ? after : [text, ...after];
  });

/** Claims as a sentence lists them: `#1, #2 and #3`; of many, the first few and how many more. */
export const claims = (numbers: readonly number[]): Words => {
  const shown = numbers.length > 4 ? numbers.slice(0, 3) : numbers;
  const more = numbers.length - shown.length;
  const names = shown.flatMap((number, i): Words => {
    const last = i === shown.length - 1 && more === 0;
    return [...(i === 0 ? [] : [last ? ' and ' : ', ']), claim(number)];
  });
  return more === 0 ? names : [...names, ` and ${more} more`];
};

/** Words as a text. */
export const tell = (text: Words, naming: Naming = PLAIN): string =>
  text
    .map((word) =>
      typeof word === 'string' ? word : 'claim' in word ? naming.claim(word.claim) : naming.lots(word.lots),
    )
    .join('');
