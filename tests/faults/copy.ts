import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { type Fault, type Outcome, type Place, placesOf } from './fault.ts';
import type { Effort, Task } from './task.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** Files of what is run in the copy. */
const PROGRAM = ['try', 'try-trials', 'try-rule', 'sound', 'fault'] as const;

const compiled = (text: string): string => ts.transpileModule(text, { compilerOptions: OPTIONS }).outputText;
const toJs = (file: string): string => file.replace(/\.ts$/, '.js');

/**
 * The text of a source file with a mistake in it.
 *
 * @throws Error when what it changes does not stand in the file exactly once: the list has to follow the code.
 */
export const planted = (text: string, { file, from, to }: Place): string => {
  const times = text.split(from).length - 1;
  if (times !== 1)
    throw new Error(
      `the place of a fault stands ${times} times in ${file}, not once; bring tests/faults/list up to date`,
    );
  return text.replace(from, () => to);
};

/** A copy of the built package to plant mistakes in, one after the other. */
export class Copy {
  readonly #root: string;
  readonly #folder: string;

  /** @param root - Root of the repository, built. */
  constructor(root: string) {
    this.#root = root;
    this.#folder = mkdtempSync(join(tmpdir(), 'breakwater-faults-'));
    const here = this.#folder;
    cpSync(join(root, 'dist'), here, { recursive: true, filter: (file) => !file.endsWith('.d.ts') });
    cpSync(join(root, '.config', 'bench-package.json'), join(here, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(here, 'node_modules'));
    mkdirSync(join(here, 'tests', 'faults'), { recursive: true });
    for (const file of PROGRAM) {
      const program = readFileSync(join(root, 'tests', 'faults', `${file}.ts`), 'utf8');
      writeFileSync(join(here, 'tests', 'faults', `${file}.js`), compiled(program));
    }
  }

  /** Plays trials with a mistake until it is caught, and makes the copy sound again. */
  async try(fault: Fault, effort: Effort, seconds: number): Promise<Outcome> {
    const places = placesOf(fault);
    try {
      for (const place of places) {
        const text = planted(readFileSync(join(this.#root, place.file), 'utf8'), place);
        writeFileSync(join(this.#folder, toJs(place.file)), compiled(text));
      }
      return await this.#run(fault, effort, seconds);
    } finally {
      for (const { file } of places) cpSync(join(this.#root, 'dist', toJs(file)), join(this.#folder, toJs(file)));
    }
  }

  #run(fault: Fault, effort: Effort, seconds: number): Promise<Outcome> {
    const root = this.#root;
    const exchange = fault.on.endsWith('.yaml') ? join(root, 'tests', 'faults', 'exchanges', fault.on) : fault.on;
    const task: Task = { ...effort, fault, exchange, sound: join(root, 'dist'), specs: join(root, 'specs') };
    const program = join(this.#folder, 'tests', 'faults', 'try.js');
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      let errors = '';
      child.stdout.on('data', (part) => {
        said += part;
      });
      child.stderr.on('data', (part) => {
        errors += part;
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (code === 0) return resolve(JSON.parse(said) as Outcome);
        const why = signal === null ? `stopped: ${errors.trim().split('\n').at(-1)}` : `not done in ${seconds} s`;
        resolve({ status: 'missed', why, also: [] });
      });
    });
  }

  /** Takes the copy away. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
