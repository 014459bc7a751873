/** Tables that sort, and show one family of columns at a time. @module */
import { csvOf, save } from './download.js';

/** @param {HTMLTableRowElement} row @param {number} column */
const cellValue = (row, column) => row.cells[column]?.dataset.value ?? '';

/** Orders two cells: numbers by size, texts by letter, nothing last whichever way. @param {string} a @param {string} b @param {number} sign */
export const compareCells = (a, b, sign) => {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const [x, y] = [Number(a), Number(b)];
  return sign * (Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y);
};

/** @param {HTMLTableElement} table @param {HTMLTableCellElement} head */
const sortBy = (table, head) => {
  const up = head.getAttribute('aria-sort') !== 'ascending';
  for (const other of table.querySelectorAll('th[aria-sort]')) other.setAttribute('aria-sort', 'none');
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
  const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
  const rows = [...body.rows].sort((a, b) =>
    compareCells(cellValue(a, head.cellIndex), cellValue(b, head.cellIndex), up ? 1 : -1),
  );
  body.append(...rows);
};

/** @param {HTMLTableElement} table */
const rowsOf = (table) =>
  [...table.rows].map((row) =>
    [...row.cells].map((cell) =>
      cell.tagName === 'TH' && cell.scope === 'col'
        ? cell.textContent.trim().replace(/\s+/g, ' ')
        : (cell.dataset.value ?? ''),
    ),
  );

/** Brings all tables of metrics to life. @param {string} experiment */
export const startTables = (experiment) => {
  for (const section of document.querySelectorAll('section.table')) {
    const table = /** @type {HTMLTableElement} */ (section.querySelector('table.metrics'));
    for (const button of table.querySelectorAll('button.sort'))
      button.addEventListener('click', () => sortBy(table, /** @type {HTMLTableCellElement} */ (button.closest('th'))));
    for (const choice of section.querySelectorAll('[data-show]:is(button)'))
      choice.addEventListener('click', () => {
        for (const other of section.querySelectorAll('button[data-show]'))
          other.setAttribute('aria-pressed', String(other === choice));
        table.dataset.show = choice.getAttribute('data-show') ?? 'all';
      });
    section
      .querySelector('button.csv')
      ?.addEventListener('click', () =>
        save(`${experiment}-table.csv`, 'text/csv;charset=utf-8', csvOf(rowsOf(table))),
      );
  }
};
