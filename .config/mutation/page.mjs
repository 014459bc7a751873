// Keeps the counts of mutants in results.json and writes docs/guide/mutation.md from them. No dates and no times: the same code gives the same page.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { targets } from './targets.mjs';

const resultsFile = new URL('results.json', import.meta.url);
const equivalentFile = new URL('equivalent.json', import.meta.url);
const page = new URL('../../docs/guide/mutation.md', import.meta.url);

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/**
 * Takes the counts of a Stryker report over into results.json, file by file, and writes the page anew.
 *
 * @param asked - Paths of the files that were to be tried; none when all of the folder were.
 */
export function record(folder, asked, report) {
  const results = read(resultsFile);
  const inFolder = asked.length > 0 ? asked : sourcesIn(folder).map((path) => `${folder}/${path}`);
  for (const path of inFolder) {
    const { source, mutants } = report.files[path] ?? { source: '', mutants: [] };
    results[path] = countsOf(mutants, source.split('\n'));
  }
  const kept = Object.entries(results).filter(([path]) => existsSync(new URL(`../../${path}`, import.meta.url)));
  const sorted = Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(resultsFile, `${JSON.stringify(sorted, undefined, 1)}\n`);
  writeFileSync(page, mutationPage(sorted, read(equivalentFile)));
}

function countsOf(mutants, lines) {
  const count = (status) => mutants.filter((mutant) => mutant.status === status).length;
  const alive = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ location: { start, end }, replacement, status }) => ({
      line: start.line,
      column: start.column,
      was: textOf(lines, start, end),
      became: replacement.replace(/\s+/g, ' '),
      ...(status === 'NoCoverage' ? { untested: true } : {}),
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column || (a.became < b.became ? -1 : 1));
  return { killed: count('Killed'), timeout: count('Timeout'), atLoad: count('Ignored'), alive };
}

/** The code that was replaced, on one line. */
function textOf(lines, start, end) {
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return part.join(' ').replace(/\s+/g, ' ');
}

/**
 * The page: a row a folder, the files of each, and the mutants that change nothing, with the reason.
 *
 * @param results - By path: counts and the mutants alive.
 * @param equivalent - By path: `{ was, became, why }`, each of which has to be alive.
 */
export function mutationPage(results, equivalent) {
  for (const [path, entries] of Object.entries(equivalent)) {
    for (const { was, became } of entries) {
      if (results[path]?.alive.some((mutant) => mutant.was === was && mutant.became === became)) continue;
      throw new Error(
        `equivalent.json: no mutant of ${path} that is alive turns '${was}' into '${became}'. Remove the entry.`,
      );
    }
  }
  const rows = Object.keys(targets).map((folder) => ({
    folder,
    files: filesOf(folder, results),
    all: sourcesIn(folder).length,
  }));
  return `${[
    '# Mutation testing',
    '',
    'A mutant is the code with one small fault planted in it: a sign turned, a bound moved by one, a call dropped, a message emptied. Tests that still pass',
    'did not look there. The aim is that the tests of a folder notice at least 85 of 100 mutants of it. `npm run mutate -- FOLDER` measures and writes this',
    'page; it takes long and is no part of what every change must pass. [Why and how](../decisions/mutation-testing.md).',
    '',
    '| folder | mutants | killed | endless | survived | not run by a test | score | at load | files tried |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ folder, files, all }) =>
        `| \`${folder}\` | ${cells(files.map(([, counts]) => counts))} | ${files.length} of ${all} |`,
    ),
    '',
    'Endless: the mutant made a loop run on, and was stopped. The score is (killed + endless) / mutants; messages, hints and the mutants below that no',
    'test can notice all count. At load: further mutants, of code that only runs while modules load (tables, names, defaults of parameters), which are not tried.',
    '',
    ...rows.flatMap(({ folder, files }) => (files.length > 0 ? table(folder, files) : [])),
    ...equivalents(results, equivalent),
  ].join('\n')}`;
}

const filesOf = (folder, results) => Object.entries(results).filter(([path]) => path.startsWith(`${folder}/`));

const sourcesIn = (folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));

function cells(list) {
  const sum = (of) => list.reduce((total, counts) => total + of(counts), 0);
  const killed = sum((counts) => counts.killed);
  const timeout = sum((counts) => counts.timeout);
  const untested = sum(({ alive }) => alive.filter((mutant) => mutant.untested).length);
  const alive = sum((counts) => counts.alive.length);
  const mutants = killed + timeout + alive;
  const score = mutants === 0 ? '' : `${((100 * (killed + timeout)) / mutants).toFixed(1)} %`;
  const atLoad = sum((counts) => counts.atLoad);
  return [mutants, killed, timeout, alive - untested, untested, score, atLoad].join(' | ');
}

function table(folder, files) {
  return [
    `## ${folder}`,
    '',
    '| file | mutants | killed | endless | survived | not run by a test | score | at load |',
    '|---|---|---|---|---|---|---|---|',
    ...files
      .filter(([, { killed, timeout, alive }]) => killed + timeout + alive.length > 0)
      .map(([path, counts]) => `| \`${path.slice(folder.length + 1)}\` | ${cells([counts])} |`),
    '',
  ];
}

function equivalents(results, equivalent) {
  const code = (text) => `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
  const rows = Object.entries(equivalent).flatMap(([path, entries]) =>
    entries.flatMap(({ was, became, why }) =>
      results[path].alive
        .filter((mutant) => mutant.was === was && mutant.became === became)
        .map(({ line }) => `| \`${path}:${line}\` | ${code(was)} | ${code(became)} | ${why} |`),
    ),
  );
  if (rows.length === 0) return [];
  return [
    '## Mutants that change nothing',
    '',
    '| where | code | mutant | why no test can tell |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}
