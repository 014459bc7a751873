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

/** @param {string} folder - One of `targets`. @returns What its files are called: `src-money`. */
export const slug = (folder) => folder.replaceAll('/', '-');

/** The folder, hidden from git, that holds what may be thrown away: sandboxes, incremental results, reports. */
export const scratch = '.mutation';
