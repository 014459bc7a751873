import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { memory, runs, seed, seeds, shrink, small, stall, time, values, words, workers } from './option-values.ts';
import { DEFAULT_OUT } from './out-folder.ts';

const version = (): string => {
  // This file runs from src/cli and from dist/src/cli.
  for (const up of ['../..', '../../..']) {
    try {
      return JSON.parse(readFileSync(new URL(`${up}/package.json`, import.meta.url), 'utf8')).version;
    } catch {}
  }
  return 'unknown';
};

const EXAMPLES = `
Examples:
  $ breakwater compare                                  designs of October 2025 side by side
  $ breakwater compare --full                           the same with all that may change the answer; takes long
  $ breakwater compare --full --resume                  goes on where the last one was stopped
  $ breakwater run --exchange hyperliquid-2025-10 --scenario flash-crash
  $ breakwater compare --exchange mine.yaml hyperliquid-2025-10 --scenario flash-crash --seed 1,2,3
  $ breakwater run --exchange mine.yaml --plugin my-rule.ts --scenario single-default --events events.csv
  $ breakwater check --exchange mine.yaml               what breaks it, and the smallest scenario that shows it
  $ breakwater check --plugin my-rule.ts --time 1m      one mechanism in a small standard exchange
  $ breakwater replay breakwater-out/check/mine-yaml/counterexamples/CS1.yaml
  $ breakwater attack --exchange mine.yaml --time 10m   what a coalition can gain
  $ breakwater allocate claims.csv --need 300           what each gives by every allocation rule
  $ breakwater list adl.ranking                         the rules there are for one slot
  $ breakwater show hyperliquid-2025-10                 what a design does, in words
  $ breakwater validate mine.yaml my-rule.ts            is my file right?

Exit code: 0 fine, 1 a universal or claimed invariant broke, 2 the input is wrong, 3 a bug in Breakwater.`;

/** Options that several commands share. */
const withJson = (command: Command): Command =>
  command.option('--json', 'print one JSON document on stdout, and nothing else there');
const withPlugins = (command: Command): Command =>
  command
    .option('--plugin <file...>', 'load mechanisms from .ts or .js files; may be repeated')
    .option('--stall <seconds>', 'longest call of one mechanism before it is given up (default: 10)', stall);
const withMemory = (command: Command): Command =>
  command.option('--memory <megabytes>', 'heap one run may use (default: 4096, or what the machine has)', memory);
const withLimits = (command: Command): Command =>
  withMemory(command.option('--out <folder>', 'where results are written', DEFAULT_OUT));

/**
 * The whole command line. The code of a command is loaded when it is used, so that help and small commands start fast.
 *
 * @throws CommanderError in place of ending the process; what the commands throw.
 */
export const program = (): Command => {
  const root = new Command('breakwater')
    .description(
      "A testbed for how perpetual-futures exchanges survive their traders' losses:\nliquidation, insurance funds, auto-deleveraging and what comes after.",
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError()
    .exitOverride();
  addRuns(root);
  addChecks(root);
  addAllocate(root);
  addLooks(root);
  return root;
};

const addRuns = (root: Command): void => {
  withJson(withPlugins(withLimits(root.command('compare'))))
    .summary('run designs side by side')
    .description('Runs every exchange of an experiment through its scenarios and prints them side by side.')
    .argument('[experiment]', 'a shipped experiment or a file (default: october-2025)')
    .option('--exchange <name...>', 'compare these instead: shipped designs or files')
    .option('--scenario <name...>', 'the scenarios they meet: shipped ones or files')
    .option('--seed <numbers...>', 'seeds, as 1,2,3', seeds)
    .option('--full', 'all of the experiment: more seeds, swapped slots, ablations, ends of assumed ranges')
    .option(
      '--set <path=value>',
      'put a value into every exchange (adl.ranking=...) or scenario (scenario.step=...); may be repeated',
      values,
    )
    .option('--resume', 'take the runs that were finished before from the output folder, and do only the rest')
    .option('--sort <metric>', 'the metric the table is sorted by')
    .option('--workers <count>', 'runs at a time (default: the number of processors)', workers)
    .action(async (experiment, options) => (await import('./compare.ts')).compare(experiment, options));
  withJson(withPlugins(withLimits(root.command('run'))))
    .summary('run one design through one scenario')
    .description('Runs one exchange through one scenario: summary, records of all cases and, if asked, the event log.')
    .option('--exchange <name>', 'a shipped design or a file; a counterexample says it itself')
    .requiredOption('--scenario <name>', 'a shipped scenario or a file')
    .option('--seed <number>', 'seed of every random stream (default: 1, or what a counterexample says)', seed)
    .option('--events <file>', 'write the event log too: .ndjson, .csv or .parquet by its ending')
    .option('--trace', 'record the score of every candidate of every ADL decision in the event log')
    .action(async (options) => (await import('./run.ts')).run(options));
};

const addChecks = (root: Command): void => {
  withJson(withPlugins(withLimits(root.command('check'))))
    .summary('search for what breaks a design')
    .description(
      'Plays generated runs of a design and asks every invariant: what held and in how many runs, what was never tried, and the smallest scenario found that breaks the rest. A plug-in alone is put into a small standard exchange.',
    )
    .option('--exchange <name...>', 'shipped designs or files')
    .option('--all', 'every shipped design')
    .option('--runs <count>', 'runs of each design (default: 1000, or as many as --time allows)', runs)
    .option('--time <duration>', 'play runs for so long, all designs together: 30s, 10m, 2h', time)
    .option('--seed <number>', 'seed of the runs', seed, 1)
    .option(
      '--property <ids>',
      'these invariants only, as AF6,CS1/value-conservation, or those of a scope, as universal; may be repeated',
      words,
    )
    .option(
      '--shrink <count>',
      'trials to make one counterexample small (default: 2000, of several designs 400)',
      shrink,
    )
    .option(
      '--small <accounts>',
      'play all exchanges of up to so many accounts (2 to 4) and small whole numbers, in place of drawn ones',
      small,
    )
    .option('--matrix', 'show designs and properties side by side; of all shipped designs when none is named')
    .option('--junit <file>', 'write what came of it for build servers too')
    .option('--cases <folder>', 'play the counterexamples of a folder again, and nothing else')
    .option('--workers <count>', 'workers (default: the number of processors)', workers)
    .action(async (options) => (await import('./check/index.ts')).check(options));
  withJson(withPlugins(withLimits(root.command('attack'))))
    .summary('search for what a coalition can gain')
    .description(
      'Searches attacks on a design: coalitions with capital and costs whose strategies are changed again and again, guided by what they gain at the expense of pools and of accounts that are cut or charged.',
    )
    .option('--exchange <name>', 'a shipped design or a file')
    .option('--runs <count>', 'attacks to try (default: 2000, or as many as --time allows)', runs)
    .option('--time <duration>', 'search for so long: 30s, 10m, 2h', time)
    .option('--seed <number>', 'seed of the search (default: 1)', seed)
    .option('--resume', 'go on with the search in the output folder')
    .option(
      '--rediscover',
      'look for the shapes of attacks that really happened instead: JELLY, POPCAT and others; in the designs they happened to unless one is named',
    )
    .action(async (options) => (await import('./attack/index.ts')).attack(options));
  withJson(withPlugins(root.command('replay')))
    .summary('does it still break?')
    .description('Plays a counterexample that check has written, and says whether it still breaks: exit code 1 if so.')
    .argument('<file>', 'a scenario file with a part called counterexample')
    .option('--memory <megabytes>', 'heap the run may use (default: 4096, or what the machine has)', memory)
    .action(async (file, options) => (await import('./check/replay.ts')).replay(file, options));
};

const addAllocate = (root: Command): void => {
  withMemory(withJson(withPlugins(root.command('allocate'))))
    .summary('allocation rules on one table of claims')
    .description(
      'Asks every allocation rule who gives how much of a need: exact gives side by side, how unequal they are, which axioms each rule keeps there.',
    )
    .argument(
      '<file>',
      'comma-separated table with the header id,capacity and optionally claim, weight, score, exposure, equity; - reads stdin',
    )
    .requiredOption('--need <amount>', 'what shall be raised, a decimal')
    .option('--rule <names>', 'these rules only, as talmud,top-n-pro-rata:n=5; may be repeated', words)
    .option('--axioms <names>', 'try all, none or these axioms, as composition-down (default: all up to 1000 rows)')
    .option('--seed <number>', 'seed of rules that draw, and of the ways axioms are tried', seed, 1)
    .option('--csv', 'print what each gives as comma-separated text: id, and a column for each rule')
    .action(async (file, options) => (await import('./allocate.ts')).allocate(file, options));
};

const addLooks = (root: Command): void => {
  withJson(withPlugins(root.command('list')))
    .summary('what there is')
    .description(
      'Lists what there is: exchanges, scenarios, experiments, slots and their mechanisms, metrics, invariants.',
    )
    .argument('[what]', 'a slot (adl.ranking), or: exchanges, scenarios, experiments, mechanisms, metrics, invariants')
    .action(async (what, options) => (await import('./list.ts')).list(what, options));
  withJson(withPlugins(root.command('show')))
    .summary('what one of them says')
    .description('Shows one exchange, scenario, experiment, mechanism, metric or invariant in words.')
    .argument('<name>', 'a name, a slot and a name (adl.ranking/unranked), or a file')
    .action(async (name, options) => (await import('./show.ts')).show(name, options));
  withJson(withPlugins(root.command('validate')))
    .summary('is my file right?')
    .description('Reads exchanges, scenarios, experiments and plug-ins, and tells all that is wrong with them.')
    .argument('<files...>', 'files to read')
    .action(async (files, options) => (await import('./validate.ts')).validate(files, options));
  withPlugins(root.command('schema'))
    .summary('JSON schema for an editor')
    .description('Prints the JSON schema of a kind of spec file; mechanisms of plug-ins are in it.')
    .argument('<kind>', 'exchange, scenario or experiment')
    .action(async (kind, options) => (await import('./schema.ts')).schema(kind, options));
};
