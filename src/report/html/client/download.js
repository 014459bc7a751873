/** Saving what is shown. @module */

/** @typedef {readonly (readonly (string | number | null)[])[]} Rows */

/** Offers a text as a file. @param {string} name @param {string} type @param {string} text */
export const save = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** A drawing that needs no page: colours written out, paper behind it. @param {string} svg */
export const standalone = (svg) => {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return svg
    .replace(/^<svg[^>]*>/, (open) => `${open}<rect width="100%" height="100%" fill="${colour('--paper')}"/>`)
    .replace(/var\((--[\w-]+)\)/g, (_, name) => colour(name));
};

/** Rows as CSV, by RFC 4180. @param {Rows} rows */
export const csvOf = (rows) =>
  rows
    .map((row) =>
      row
        .map((cell) =>
          cell === null ? '' : /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell),
        )
        .join(','),
    )
    .join('\r\n')
    .concat('\r\n');
