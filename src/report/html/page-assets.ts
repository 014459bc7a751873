import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { colourStyle } from './colours.ts';

/** Files of the page, each after those it imports. */
const SCRIPTS = [
  'format',
  'scale',
  'svg',
  'palette',
  'bars',
  'losses',
  'payer-groups',
  'lorenz',
  'hedges',
  'frontier',
  'differences',
  'time-panels',
  'time-svg',
  'time-plot',
  'download',
  'figure',
  'table',
  'tips',
  'theme',
  'main',
] as const;
const STYLES = ['base', 'parts', 'tables', 'figures', 'print'] as const;

/** The folder that has the package.json of this package: sources stand beside `dist`, and both are published. */
const packageFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const parent = dirname(folder);
    try {
      if ((JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }).name === 'breakwater')
        return folder;
    } catch {
      if (parent === folder) throw new Error('the files of the report are missing: no package.json above this file');
    }
    folder = parent;
  }
};

const folderOf = (name: 'client' | 'styles'): string => join(packageFolder(), 'src', 'report', 'html', name);

const IMPORT = /^import \{([^}]+)\} from '\.\/([\w-]+)\.js';$/gm;
const EXPORT = /^export (const|function|class) (\w+)/gm;

/**
 * A file as a scope of its own that hands over what it exports, and takes what it imports from the scopes before it: what a bundler
 * would do, for files that write `import { a } from './b.js'` and `export const` and nothing else.
 */
const scoped = (name: string, text: string): string => {
  const exported = [...text.matchAll(EXPORT)].map((match) => match[2]);
  const body = text
    .replace(IMPORT, (_, names: string, from: string) => `const {${names.replace(/ as /g, ': ')}} = parts['${from}'];`)
    .replace(EXPORT, '$1 $2');
  return `parts['${name}'] = (() => {\n${body}\nreturn { ${exported.join(', ')} };\n})();`;
};

/** The page's own script. */
export const pageScript = (): string => {
  const folder = folderOf('client');
  const files = SCRIPTS.map((name) => scoped(name, readFileSync(join(folder, `${name}.js`), 'utf8')));
  return `'use strict';\n(() => {\nconst parts = {};\n${files.join('\n')}\n})();`;
};

/** The page's own style sheet. @param more - Further sheets, for pages that need them. */
export const pageStyle = (more: readonly 'check'[] = []): string => {
  const folder = folderOf('styles');
  return [colourStyle(), ...[...STYLES, ...more].map((name) => readFileSync(join(folder, `${name}.css`), 'utf8'))].join(
    '\n',
  );
};

const require = createRequire(import.meta.url);
const ofUplot = (file: string): string => readFileSync(require.resolve(`uplot/dist/${file}`), 'utf8');

/** The chart library of the time axes. */
export const chartScript = (): string => ofUplot('uPlot.iife.min.js');
/** Its style sheet. */
export const chartStyle = (): string => ofUplot('uPlot.min.css');
