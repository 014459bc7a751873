/** A figure of the page: its box, its controls, its numbers, what is saved of it. @module */
import { csvOf, save, standalone } from './download.js';
import { countText } from './format.js';

/** @import { Rows } from './download.js' */

/**
 * @typedef {{ width: number, control: (name: string) => string }} Frame
 * @typedef {object} Figure
 * @property {(frame: Frame) => string} svg - The figure as a drawing.
 * @property {() => Rows} rows - Its numbers, heads first.
 * @property {(box: HTMLElement, frame: Frame) => void} [draw] - Draws it on the page where that is not the drawing itself.
 */

/** Rows of numbers that are shown; all of them are saved. */
const MOST_ROWS = 500;

/** @param {Element} place @param {Rows} rows */
const showRows = (place, rows) => {
  const [head = [], ...body] = rows;
  const table = document.createElement('table');
  const headRow = table.createTHead().insertRow();
  for (const text of head) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = String(text);
    headRow.append(cell);
  }
  const section = table.createTBody();
  for (const row of body.slice(0, MOST_ROWS)) {
    const line = section.insertRow();
    for (const value of row) {
      const cell = line.insertCell();
      cell.textContent = value === null ? '' : String(value);
      if (typeof value === 'number') cell.className = 'number';
    }
  }
  place.replaceChildren(table);
  if (body.length <= MOST_ROWS) return;
  const note = document.createElement('p');
  note.className = 'quiet';
  note.textContent = `${countText(body.length)} rows; the first ${MOST_ROWS} are shown, CSV has all.`;
  place.append(note);
};

/**
 * Brings a figure to life.
 *
 * @param {string} id @param {string} experiment - Part of the names of saved files. @param {Figure} figure
 * @returns {() => void} Draws it again.
 */
export const mount = (id, experiment, figure) => {
  const root = document.getElementById(`figure-${id}`);
  if (root === null) return () => {};
  const box = /** @type {HTMLElement} */ (root.querySelector('[data-drawing]'));
  const numbers = /** @type {HTMLDetailsElement} */ (root.querySelector('details.data'));
  /** @returns {Frame} */
  const frame = () => ({
    width: Math.max(280, Math.floor(box.clientWidth)),
    control: (name) =>
      /** @type {HTMLSelectElement | null} */ (root.querySelector(`[data-control="${name}"]`))?.value ?? '',
  });
  let drawnWidth = 0;
  const redraw = () => {
    drawnWidth = box.clientWidth;
    if (figure.draw === undefined) box.innerHTML = figure.svg(frame());
    else figure.draw(box, frame());
    if (numbers.open) showRows(/** @type {Element} */ (numbers.querySelector('[data-numbers]')), figure.rows());
  };
  root.addEventListener('change', redraw);
  numbers.addEventListener('toggle', redraw);
  for (const button of root.querySelectorAll('[data-save]'))
    button.addEventListener('click', () => {
      const name = `${experiment}-${id}`;
      if (button.getAttribute('data-save') === 'csv')
        save(`${name}.csv`, 'text/csv;charset=utf-8', csvOf(figure.rows()));
      else save(`${name}.svg`, 'image/svg+xml', standalone(figure.svg(frame())));
    });
  new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - drawnWidth) > 1) redraw();
  }).observe(box);
  redraw();
  return redraw;
};

/** Fills a choice. @param {Element | null} select @param {readonly (readonly [value: string, text: string, group?: string])[]} options @param {string} chosen */
export const fill = (select, options, chosen) => {
  if (select === null) return;
  /** @type {Map<string, Element>} */
  const groups = new Map();
  select.replaceChildren();
  for (const [value, text, group] of options) {
    const option = new Option(text, value, false, value === chosen);
    if (group === undefined) {
      select.append(option);
      continue;
    }
    let holder = groups.get(group);
    if (holder === undefined) {
      holder = document.createElement('optgroup');
      /** @type {HTMLOptGroupElement} */ (holder).label = group;
      groups.set(group, holder);
      select.append(holder);
    }
    holder.append(option);
  }
};
