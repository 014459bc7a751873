// A Stryker test runner that loads the tests once, in the thread of warm.test.ts, and then tries mutant after mutant there.
//
// Stryker's own vitest runner starts a thread and imports everything again for every mutant, which takes longer than the tests.
import { BroadcastChannel } from 'node:worker_threads';
import { declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { createVitest } from 'vitest/node';
import { mostTests, thorough } from './targets.mjs';

const config = '.config/mutation/vitest.config.ts';
const driver = '.config/mutation/warm.test.ts';

class WarmRunner {
  /**
   * Mutants live in tests only, never while modules load, so that code which tests also run while they load needs nothing loaded anew:
   * the answer keeps Stryker from starting a process for each such mutant.
   */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.thread = await this.start();
  }

  /** Runs every test once, and notes which mutants each of them reaches. */
  dryRun() {
    return this.ask('all');
  }

  async mutantRun({ activeMutant, testFilter }) {
    const most = activeMutant.fileName.replaceAll('\\', '/').includes(thorough) ? testFilter.length : mostTests;
    const question = { mutant: activeMutant.id, tests: testFilter, most };
    const answer = await this.askSafely(question);
    // What a mutant left behind may have failed the test, not this mutant: it is tried again in a fresh thread.
    return answer.stale || answer.ended ? this.again(question) : answer;
  }

  async again(question) {
    await this.stop().catch(() => {});
    this.thread = await this.start();
    const answer = await this.askSafely(question);
    if (answer.stale)
      return { status: 'error', errorMessage: `without a mutant, ${answer.stale} fails when it is run once more` };
    if (!answer.ended) return answer;
    this.thread = await this.start();
    return { status: 'error', errorMessage: answer.ended };
  }

  /** An answer, or that the thread has ended, which a mutant may bring about by eating memory. */
  askSafely(question) {
    return this.ask(question).catch((error) => ({ ended: error.message }));
  }

  /** Starts the thread and waits until it has loaded every test. */
  async start() {
    const channel = new BroadcastChannel('mutants');
    const vitest = await createVitest('test', {
      config,
      include: [driver],
      watch: false,
      coverage: { enabled: false },
      maxWorkers: 1,
      reporters: [{ onTestRunEnd: (modules, errors) => this.ended?.(modules, errors) }],
      onConsoleLog: () => false,
    });
    const loaded = new Promise((resolve, reject) => {
      channel.onmessage = ({ data }) => resolve(data);
      this.ended = (modules, errors) =>
        reject(
          new Error(
            ['the tests could not be loaded', ...errors, ...modules.flatMap((module) => module.errors())]
              .map((error) => error.stack ?? error.message ?? error)
              .join('\n'),
          ),
        );
    });
    const run = vitest.start([driver]);
    run.catch(() => {});
    await loaded;
    return { channel, vitest, run };
  }

  ask(question) {
    const { channel } = this.thread;
    return new Promise((resolve, reject) => {
      this.ended = (_modules, errors) =>
        reject(new Error(['the thread of the tests ended', ...errors.map(({ message }) => message)].join('; ')));
      channel.onmessage = ({ data }) => resolve(data);
      channel.postMessage(question);
    });
  }

  async stop() {
    const { channel, vitest, run } = this.thread;
    this.ended = undefined;
    channel.postMessage('stop');
    await run;
    await vitest.close();
    channel.close();
  }

  async dispose() {
    await this.stop();
  }
}

const warmRunner = () => new WarmRunner();
warmRunner.inject = tokens();

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'warm', warmRunner)];
