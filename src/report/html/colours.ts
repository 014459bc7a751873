/**
 * Colours of the page by what they mean, light and dark. Bearers of losses have those of Okabe and Ito (Color Universal Design, 2008),
 * which readers with any colour vision tell apart; lines and dots have the same hues, dark enough to be text on their ground.
 */
const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: ['#ffffff', '#14191f'],
  ground: ['#f6f7f9', '#0d1116'],
  ink: ['#16202c', '#e8edf2'],
  quiet: ['#566373', '#9ba8b6'],
  faint: ['#b9c2cc', '#4b5764'],
  rule: ['#e3e7ec', '#262e37'],
  accent: ['#0b5fa5', '#7cc0f5'],
  first: ['#0b6bb8', '#5eb1f0'],
  second: ['#c2500a', '#f0913e'],
  hedged: ['#00846a', '#35c3a0'],
  unhedged: ['#b9c2cc', '#4b5764'],
  ownCollateral: ['#c3cad3', '#46515d'],
  book: ['#7c8896', '#8593a2'],
  backstop: ['#56b4e9', '#7fc9f2'],
  fund: ['#0072b2', '#3191d2'],
  adl: ['#d55e00', '#e8772e'],
  socialised: ['#cc79a7', '#dc93bb'],
  uncovered: ['#1b1b1b', '#f4f4f0'],
  'series-1': ['#0b6bb8', '#5eb1f0'],
  'series-2': ['#c2500a', '#f0913e'],
  'series-3': ['#00846a', '#35c3a0'],
  'series-4': ['#a8527f', '#dc93bb'],
  'series-5': ['#8a6d00', '#d9bd4b'],
};

const block = (scheme: 'light' | 'dark'): string =>
  [
    `color-scheme: ${scheme};`,
    ...Object.entries(COLOURS).map(([name, pair]) => `--${name}: ${pair[scheme === 'light' ? 0 : 1]};`),
  ].join(' ');

/** Light, dark where the system asks for it, and whichever the reader chooses; paper is always light. */
export const colourStyle = (): string =>
  [
    `:root { ${block('light')} }`,
    `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${block('dark')} } }`,
    `@media screen { :root[data-theme="dark"] { ${block('dark')} } }`,
  ].join('\n');
