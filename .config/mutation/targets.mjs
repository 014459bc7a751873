/**
 * The folders whose mutants must die, each with the tests that speak of it, quickest to import first.
 *
 * A folder is judged by its own tests, not by the whole suite: a fault that only a distant test notices is noticed by luck.
 */
export const targets = {
  'src/money': ['tests/unit/money', 'tests/properties/money'],
  'src/ledger': ['tests/unit/ledger', 'tests/cases'],
  'mechanisms/adl': ['tests/mechanisms/adl', 'tests/mechanisms/engine'],
  'src/exchange': [
    'tests/unit/exchange',
    'tests/cases',
    'tests/mechanisms/engine',
    'tests/properties/exchange',
    'tests/properties/adl',
  ],
};

/** Tests of scale, by a part of their names: each takes longer than all the rest, and what they would notice has smaller tests. */
export const unasked = [
  'tests/unit/exchange/adl-heap.test.ts',
  'with a hundred thousand accounts',
  'to the last byte over thousands of steps',
];

/** The most tests a mutant is asked, the quickest of those that reach it, and all cheap ones of the first path of the folder. */
export const mostTests = 200;

/** Files whose mutants are asked all tests: they leave accounts unread, and only runs with many accounts tell. */
export const thorough = '/src/exchange/margin/';

/** The most runs a property makes. The engine's are long: ten of them take a second. */
export const mostRuns = (folder) => (folder === 'src/exchange' ? 10 : 50);

/** @param {string} folder - One of `targets`. @returns What its files are called: `src-money`. */
export const slug = (folder) => folder.replaceAll('/', '-');

/** The folder, hidden from git, that holds what may be thrown away: sandboxes, incremental results, reports. */
export const scratch = '.mutation';
