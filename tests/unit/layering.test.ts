import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** A source file: its path from the root of the repository, with forward slashes, and its text. */
type SourceFile = { path: string; text: string };

const MAX_LINES = 300;
const PACKAGE = 'breakwater';

/** The folders of src/ that make the engine, each with the folders it may import. They run in a browser too. */
const ENGINE: Record<string, string[]> = {
  money: [],
  math: ['contract'], // by `import type` only: see typeOnly
  contract: ['money', 'math'],
  ledger: ['money', 'math', 'contract'],
  exchange: ['ledger', 'money', 'contract', 'math'],
  world: ['exchange', 'ledger', 'money', 'contract', 'math'],
  measure: ['world', 'exchange', 'ledger', 'money', 'contract', 'math'],
  check: ['measure', 'world', 'exchange', 'ledger', 'money', 'contract', 'math'],
};
const belowMeasure = ENGINE.measure ?? [];
const publicFace = ['measure', ...belowMeasure];

/** What may import what. `index` is the public face, `testing` its twin for tests; `mechanisms` and `specs` are the folders at the top. */
const ALLOWED: Record<string, string[] | 'anything'> = {
  ...ENGINE,
  index: publicFace,
  testing: ['index', 'check', 'specs', ...publicFace],
  spec: ['index', ...belowMeasure], // index: the loader hands our very instance to plug-ins
  experiment: ['index', 'mechanisms', 'spec', ...publicFace], // mechanisms: a worker builds its own registry
  report: publicFace,
  cli: 'anything',
};
const typeOnly = new Set(['math -> contract']);
const mayUseNode = new Set(['spec', 'experiment', 'report', 'cli']);

/** Packages of the lowest folders; a folder that is not named may use any but those of the border. */
const PACKAGES: Record<string, string[]> = {
  money: ['decimal.js'],
  math: ['pure-rand', '@stdlib'],
  contract: ['zod'],
};
const BORDER_PACKAGES = ['yaml', 'jiti', 'commander', 'hyparquet-writer', 'tinypool', 'uplot', 'picocolors', 'bullmq'];

/** What of `Math` gives the same bits on every machine. */
const EXACT_MATH = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
);
const GLOBALS: Record<string, string> = {
  Date: 'take the time from the view, or a clock as an argument',
  performance: 'take a clock as an argument',
  crypto: 'use view.random, or a digest of src/math',
  Intl: 'format with code of our own: it differs between machines',
  process: 'leave it to spec, experiment, report or cli',
  Buffer: 'use Uint8Array',
  require: 'import it',
};
const LOCALE_METHODS = new Set('localeCompare toLocaleString toLocaleUpperCase toLocaleLowerCase'.split(' '));
const VAGUE_NAMES = new Set('util utils helper helpers common misc'.split(' '));

// ---- what a file holds

type Import = { specifier: string; typeOnly: boolean };
type Content = { imports: Import[]; inexact: string[] };

/** Reads the imports of a file, and the expressions in it that may differ between machines or moments. */
function read({ path, text }: SourceFile): Content {
  const imports: Import[] = [];
  const inexact: string[] = [];
  const declared = new Set<string>();
  const suspects: { name: string; advice: string }[] = [];

  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) declared.add(name.text);
  };
  const add = (module: ts.Node | undefined, typesOnly: boolean): void => {
    if (module && ts.isStringLiteralLike(module)) imports.push({ specifier: module.text, typeOnly: typesOnly });
  };
  const member = (object: ts.Expression, name: string): void => {
    if (!ts.isIdentifier(object)) return;
    if (object.text === 'Math' && !EXACT_MATH.has(name)) {
      inexact.push(`Math.${name}: use src/math or, in a plug-in, what '${PACKAGE}' exports for it`);
    }
    if (object.text === 'globalThis') inexact.push(`globalThis.${name}: take what is needed as an argument`);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      add(node.moduleSpecifier, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) bind(node.name);
    else if (ts.isImportSpecifier(node) || ts.isFunctionDeclaration(node)) declared.add(node.name?.text ?? '');
    else if (ts.isPropertyAccessExpression(node)) {
      member(node.expression, node.name.text);
      if (LOCALE_METHODS.has(node.name.text)) inexact.push(`${node.name.text}: compare or format with code of our own`);
    } else if (ts.isElementAccessExpression(node)) {
      const name = node.argumentExpression;
      member(node.expression, ts.isStringLiteralLike(name) ? name.text : `[${name.getText()}]`);
    } else if (ts.isBinaryExpression(node)) {
      const isPower = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken];
      const exact = isBigInt(node.left) || isBigInt(node.right) || (isNumber(node.left) && isNumber(node.right));
      if (isPower.includes(node.operatorToken.kind) && !exact) {
        inexact.push(`${node.getText()}: ** is exact for literals and bigints only; use src/math or a table`);
      }
    } else if (ts.isIdentifier(node) && node.parent && isValue(node)) {
      const advice = Object.hasOwn(GLOBALS, node.text) ? GLOBALS[node.text] : undefined;
      if (advice) suspects.push({ name: node.text, advice });
      if (node.text === 'Math' && !isObjectOfAccess(node))
        inexact.push('Math taken apart or passed on: name its function in place');
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
  for (const { name, advice } of suspects) if (!declared.has(name)) inexact.push(`${name}: ${advice}`);
  return { imports, inexact };
}

function isObjectOfAccess(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
}

/** Whether an identifier stands for a value: not a type, a key, a member's name or a label of an import. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return ts.isExpression(parent) || ts.isStatement(parent) || ts.isShorthandPropertyAssignment(parent)
    ? true
    : ts.isVariableDeclaration(parent) && parent.initializer === node;
}

function isNumber(node: ts.Expression): boolean {
  return ts.isNumericLiteral(node) || (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand));
}

function isBigInt(node: ts.Expression): boolean {
  return ts.isBigIntLiteral(node) || (ts.isCallExpression(node) && node.expression.getText() === 'BigInt');
}

// ---- what the design allows

/** The part a path belongs to: a folder of src/, `index`, `testing`, `mechanisms`, `specs` or, for the rest, the path. */
function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'mechanisms' || top === 'specs') return top;
  if (top !== 'src') return path;
  return second.replace(/\.ts$/, '');
}

/** The part an import of ours leads to, or undefined for a package or a module of Node. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return partOf(posix.join(posix.dirname(path), specifier));
  if (specifier === PACKAGE) return 'index';
  return specifier.startsWith(`${PACKAGE}/`) ? specifier.slice(PACKAGE.length + 1).split('/')[0] : undefined;
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') && !specifier.startsWith('@stdlib') ? 2 : 1)
    .join('/');

/** Every breach of the design in these files, as a sentence that names the file and says what to do. */
function breaches(files: SourceFile[]): string[] {
  const found: string[] = [];
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    found.push(...nameAndSize(file));
    const isPlugIn = /^(mechanisms|specs\/invariants)\//.test(file.path);
    if (!isPlugIn && !file.path.startsWith('src/')) continue;

    const part = partOf(file.path);
    const { imports, inexact } = read(file);
    if (isPlugIn) found.push(...plugInImports(file.path, imports));
    else if (!Object.hasOwn(ALLOWED, part)) {
      found.push(
        `${file.path}: src/${part} is no part of the design. Put it into one of: ${Object.keys(ALLOWED).join(', ')}.`,
      );
    } else {
      for (const each of imports) {
        found.push(...arrow(file.path, part, each));
        const target = targetOf(file.path, each.specifier);
        const edge = `${part} -> ${target}`;
        if (target !== undefined && target !== part && !(each.typeOnly && typeOnly.has(edge))) {
          edges.set(part, (edges.get(part) ?? new Set()).add(target));
        }
      }
    }
    if (isPlugIn || Object.hasOwn(ENGINE, part) || part === 'index') {
      found.push(
        ...inexact.map((what) => `${file.path}: results must not depend on the machine or the moment. ${what}.`),
      );
    }
  }
  const cycle = findCycle(edges);
  if (cycle)
    found.push(`src: folders import in a circle: ${cycle.join(' -> ')}. Move what they share to the lowest of them.`);
  return found;
}

function nameAndSize({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const vague = path.split('/').find((word) => VAGUE_NAMES.has(word.split('.')[0]?.toLowerCase() ?? ''));
  if (vague) found.push(`${path}: '${vague}' says nothing. Name it after the idea it holds.`);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (/^(src|mechanisms|specs\/invariants)\//.test(path) && lines > MAX_LINES) {
    found.push(`${path}: has ${lines} lines, but ${MAX_LINES} is the most. Split it by idea.`);
  }
  return found;
}

function plugInImports(path: string, imports: Import[]): string[] {
  const home = path.startsWith('mechanisms/') ? 'mechanisms/' : 'specs/invariants/';
  return imports
    .map(({ specifier }) => specifier)
    .filter((specifier) => specifier !== PACKAGE)
    .filter((specifier) => !(specifier.startsWith('.') && posix.join(posix.dirname(path), specifier).startsWith(home)))
    .map(
      (specifier) =>
        `${path}: imports '${specifier}'. Import only '${PACKAGE}' and files of ${home}, as a plug-in does.`,
    );
}

function arrow(path: string, part: string, { specifier, typeOnly: isType }: Import): string[] {
  const allowed = ALLOWED[part];
  if (allowed === undefined || allowed === 'anything') return [];
  const target = targetOf(path, specifier);
  if (target !== undefined) {
    if (target === part) return [];
    const edge = `${part} -> ${target}`;
    if (!allowed.includes(target)) {
      return [
        `${path}: imports '${specifier}', but ${part} may import only ${list(allowed)}. Move the code, or pass it as an argument.`,
      ];
    }
    return typeOnly.has(edge) && !isType
      ? [`${path}: imports '${specifier}' as a value, but ${edge} is for types only. Use import type.`]
      : [];
  }
  if (isBuiltin(specifier)) {
    return mayUseNode.has(part)
      ? []
      : [`${path}: imports '${specifier}', but ${part} runs in a browser too. Leave it to ${list([...mayUseNode])}.`];
  }
  const name = packageName(specifier);
  const own = PACKAGES[part];
  if (own && !own.includes(name))
    return [`${path}: imports '${name}', but ${part} may import of packages only ${list(own)}.`];
  if (!mayUseNode.has(part) && BORDER_PACKAGES.includes(name)) {
    return [`${path}: imports '${name}', which belongs to ${list([...mayUseNode])}.`];
  }
  return [];
}

const list = (names: string[]): string => (names.length > 0 ? [...new Set(names)].join(', ') : 'nothing');

function findCycle(edges: Map<string, Set<string>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (part: string, trail: string[]): string[] | undefined => {
    if (trail.includes(part)) return [...trail.slice(trail.indexOf(part)), part];
    if (done.has(part)) return undefined;
    for (const next of edges.get(part) ?? []) {
      const cycle = walk(next, [...trail, part]);
      if (cycle) return cycle;
    }
    done.add(part);
    return undefined;
  };
  for (const part of edges.keys()) {
    const cycle = walk(part, []);
    if (cycle) return cycle;
  }
  return undefined;
}

// ---- the repository as it is

const root = resolve(import.meta.dirname, '../..');

function filesBelow(folder: string): SourceFile[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}

test('the repository keeps the arrows of the design', () => {
  expect(breaches(['src', 'mechanisms', 'specs', 'tests'].flatMap(filesBelow))).toEqual([]);
});

// ---- the checker itself, on planted files

const planted = (path: string, text: string): string[] => breaches([{ path, text }]);

describe('what is fine', () => {
  test.each([
    [
      'src/ledger/a.ts',
      "import { mulDivFloor } from '../money/index.ts';\nimport type { View } from '../contract/views.ts';",
    ],
    ['src/money/a.ts', "import { Decimal } from 'decimal.js';\nimport { b } from './b.ts';"],
    [
      'src/math/a.ts',
      "import type { Random } from '../contract/index.ts';\nimport { s } from 'pure-rand/generator/xoroshiro128plus';",
    ],
    ['src/contract/a.ts', "import { z } from 'zod';\nimport { exp } from '../math/index.ts';"],
    ['src/check/a.ts', "import fc from 'fast-check';\nimport { gini } from '../measure/gini.ts';"],
    [
      'src/spec/a.ts',
      "import { readFileSync } from 'node:fs';\nimport * as face from '../index.ts';\nimport { parse } from 'yaml';",
    ],
    [
      'src/cli/a.ts',
      "import all from 'breakwater/mechanisms';\nconst at = Date.now();\nprocess.exit(Math.random() * at);",
    ],
    ['mechanisms/adl/ranking/a.ts', "import { z } from 'breakwater';\nimport { q } from '../../margin/q.ts';"],
    [
      'src/money/b.ts',
      '// import "node:fs", Math.exp\nconst a = 2 ** 53 + Math.floor(Math.sqrt(4)); const b = 10n ** n; const c = 10n ** BigInt(a);',
    ],
    [
      'src/world/a.ts',
      'export function step(process: () => void, o: { Date: number }): void { process(); o.Date; }\ntype D = Date;',
    ],
    ['tests/unit/a.ts', "import '../../src/ledger/a.ts';\nMath.random();"],
  ])('%s %#', (path, text) => {
    expect(planted(path, text)).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    [
      'an arrow upwards',
      'src/ledger/a.ts',
      "import { x } from '../exchange/x.ts';",
      'ledger may import only money, math, contract',
    ],
    [
      'an arrow upwards by export',
      'src/money/a.ts',
      "export * from '../contract/x.ts';",
      'money may import only nothing',
    ],
    ['an arrow upwards by import()', 'src/world/a.ts', "await import('../measure/x.ts');", "imports '../measure/x.ts'"],
    [
      'an arrow upwards by a type',
      'src/world/a.ts',
      "type X = import('../measure/x.ts').X;",
      "imports '../measure/x.ts'",
    ],
    ['spec to measure', 'src/spec/a.ts', "import { x } from '../measure/x.ts';", 'spec may import only'],
    ['report to experiment', 'src/report/a.ts', "import { x } from '../experiment/x.ts';", 'report may import only'],
    ['the face to spec', 'src/index.ts', "export { x } from './spec/x.ts';", 'index may import only'],
    ['the face to mechanisms', 'src/index.ts', "export { x } from '../mechanisms/index.ts';", 'index may import only'],
    ['the face by name from below', 'src/exchange/a.ts', "import { x } from 'breakwater';", 'exchange may import only'],
    ['mechanisms by name', 'src/world/a.ts', "import m from 'breakwater/mechanisms';", 'world may import only'],
    ['a value of contract in math', 'src/math/a.ts', "import { x } from '../contract/x.ts';", 'for types only'],
    ['node: in the engine', 'src/check/a.ts', "import fs from 'node:fs';", 'runs in a browser too'],
    ['node: in the face', 'src/index.ts', "import fs from 'node:fs';", 'runs in a browser too'],
    ['zod in money', 'src/money/a.ts', "import { z } from 'zod';", 'of packages only decimal.js'],
    ['yaml in the engine', 'src/check/a.ts', "import { parse } from 'yaml';", 'belongs to spec'],
    ['an unknown folder', 'src/engine/a.ts', '', 'no part of the design'],
    [
      'a mechanism that sees the engine',
      'mechanisms/fund/a.ts',
      "import { x } from '../../src/index.ts';",
      'as a plug-in does',
    ],
    ['a mechanism with zod', 'mechanisms/fund/a.ts', "import { z } from 'zod';", 'as a plug-in does'],
    [
      'an invariant that sees a rule',
      'specs/invariants/a.ts',
      "import r from '../../mechanisms/index.ts';",
      'files of specs/invariants/',
    ],
    ['a long file', 'src/money/a.ts', '\n'.repeat(301), 'has 301 lines, but 300'],
    ['a vague file', 'src/money/utils.ts', '', 'says nothing'],
    ['a vague folder', 'mechanisms/common/a.ts', '', 'says nothing'],
    ['Math.exp', 'src/world/a.ts', 'Math.exp(1);', 'Math.exp: use src/math'],
    ['Math by key', 'src/world/a.ts', "Math['random']();", 'Math.random: use src/math'],
    ['Math taken apart', 'src/world/a.ts', 'const { log } = Math;', 'Math taken apart'],
    ['a power', 'src/world/a.ts', 'const y = x ** 0.5;', '** is exact for literals'],
    ['Math.pow in a mechanism', 'mechanisms/adl/ranking/a.ts', 'Math.pow(2, 0.5);', 'Math.pow'],
    ['new Date', 'src/exchange/a.ts', 'const now = new Date();', 'Date: take the time from the view'],
    ['performance', 'src/check/a.ts', 'const t = performance.now();', 'performance: take a clock'],
    ['process', 'src/measure/a.ts', 'process.memoryUsage();', 'process: leave it to'],
    ['the locale', 'src/measure/a.ts', 'a.localeCompare(b);', 'localeCompare: compare'],
  ])('%s', (_, path, text, message) => {
    expect(planted(path, text)).toEqual([expect.stringContaining(message)]);
    expect(planted(path, text)[0]).toContain(`${path}: `);
  });

  test('a circle of folders', () => {
    const circle = [
      { path: 'src/ledger/a.ts', text: "import '../exchange/a.ts';" },
      { path: 'src/exchange/a.ts', text: "import '../ledger/a.ts';" },
    ];
    expect(breaches(circle)).toContain(
      'src: folders import in a circle: ledger -> exchange -> ledger. Move what they share to the lowest of them.',
    );
  });
});
