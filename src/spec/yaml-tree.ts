import type { Alias, Document, Node, Scalar, YAMLMap } from 'yaml';
import { D } from '../money/index.ts';

type Yaml = typeof import('yaml');

/** Something in a tree that a spec may not hold. */
export interface TreeFault {
  /** Where it stands, characters from the start. */
  readonly offset: number;
  /** What is wrong; asks for the line of another offset where it names one. */
  readonly message: (line: (offset: number) => number) => string;
  readonly hint?: string;
}

/** Keys that reach into the objects of the language instead of the data. */
const FORBIDDEN_KEYS: readonly unknown[] = ['__proto__', 'constructor', 'prototype'];
/** More aliases than this are a bomb, or slow to follow: each is looked up from the start of the text. */
const MOST_ALIASES = 1000;
/** No number of a spec is longer. */
const LONGEST_NUMBER = 60;

/**
 * Lists what a tree holds that a spec may not: keys twice, keys that are no text, keys of the language's own objects, numbers
 * that lose digits, aliases that lead nowhere or into themselves.
 *
 * @param yaml - The library.
 * @param document - The tree.
 * @returns The faults, in the order of the text.
 */
export const checkTree = (yaml: Yaml, document: Document.Parsed): readonly TreeFault[] => {
  const faults: TreeFault[] = [];
  const around: unknown[] = [];
  let aliases = 0;
  const visit = (node: unknown): void => {
    if (yaml.isAlias(node)) {
      aliases += 1;
      if (aliases <= MOST_ALIASES) faults.push(...aliasFaults(node, node.resolve(document), around));
      else if (aliases === MOST_ALIASES + 1)
        faults.push(say(startOf(node), `there are more than ${MOST_ALIASES} aliases (*name)`, 'write the values out'));
    } else if (yaml.isScalar(node)) faults.push(...numberFaults(node));
    else if (yaml.isCollection(node)) {
      around.push(node);
      if (yaml.isMap(node)) faults.push(...keyFaults(yaml, node));
      for (const item of node.items) visit(yaml.isPair(item) ? item.value : item);
      around.pop();
    }
  };
  visit(document.contents);
  return faults;
};

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

const say = (offset: number, text: string, hint?: string): TreeFault => ({
  offset,
  message: () => text,
  ...(hint === undefined ? {} : { hint }),
});

const keyFaults = (yaml: Yaml, map: YAMLMap): TreeFault[] => {
  const faults: TreeFault[] = [];
  const seen = new Map<string, number>();
  for (const { key } of map.items) {
    const at = startOf(key);
    const plain = yaml.isScalar(key) && (typeof key.value === 'string' || typeof key.value === 'number');
    if (!plain) {
      faults.push(say(at, 'a key is no plain text', 'put it in quotes'));
      continue;
    }
    const name = String(key.value);
    const first = seen.get(name);
    if (FORBIDDEN_KEYS.includes(name)) faults.push(say(at, `"${name}" cannot be a key`, 'choose another name'));
    else if (first === undefined) seen.set(name, at);
    else {
      const message: TreeFault['message'] = (line) =>
        `the key ${name} stands here a second time; the first is in line ${line(first)}`;
      faults.push({ offset: at, message, hint: 'keep one of them' });
    }
  }
  return faults;
};

/** A plain number has to name the same decimal as its text, or digits were lost in reading it. */
const numberFaults = (scalar: Scalar): TreeFault[] => {
  if (typeof scalar.value !== 'number') return [];
  const at = startOf(scalar);
  const text = scalar.source ?? String(scalar.value);
  if (!Number.isFinite(scalar.value))
    return [say(at, `${text} is no number a spec can hold`, 'write a finite decimal')];
  if (text === String(scalar.value)) return [];
  const kept =
    text.length <= LONGEST_NUMBER && /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text) && new D(text).eq(new D(scalar.value));
  return kept ? [] : [say(at, `${shorten(text)} would lose digits as a plain number`, 'write it in quotes')];
};

const shorten = (text: string): string =>
  text.length <= LONGEST_NUMBER ? text : `${text.slice(0, LONGEST_NUMBER)}...`;

const aliasFaults = (alias: Alias, target: unknown, around: readonly unknown[]): TreeFault[] => {
  if (target === undefined) {
    return [say(startOf(alias), `there is no anchor &${alias.source} before this alias`, 'write the value out')];
  }
  return around.includes(target)
    ? [say(startOf(alias), `the alias *${alias.source} stands inside what it stands for`)]
    : [];
};
