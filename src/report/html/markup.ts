/** HTML that is safe to insert as it is. */
export interface Markup {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text so that it reads as itself in HTML, attributes included. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);

type Part = string | number | Markup | readonly Markup[] | undefined;

const partOf = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
};

/**
 * Writes HTML. What is inserted is escaped, unless it is markup itself.
 *
 * @example
 * html`<p>${'a < b'}</p>`   // { html: '<p>a &lt; b</p>' }
 */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.map((text, i) => text + partOf(parts[i])).join(''),
});

/** Takes a text for markup: for style sheets and scripts of our own. */
export const raw = (text: string): Markup => ({ html: text });
