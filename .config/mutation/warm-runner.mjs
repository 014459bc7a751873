// A Stryker test runner that loads the tests once and then tries mutant after mutant in the same thread.
//
// Stryker's own vitest runner starts a thread and imports everything again for every mutant, which takes longer than the tests. It is
// still used for the dry run and for mutants of code that runs while modules load. Everything else goes to the thread of warm.test.ts.
import { BroadcastChannel } from 'node:worker_threads';
import { declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerPlugins as own } from '@stryker-mutator/vitest-runner';
import { createVitest } from 'vitest/node';

const driver = '.config/mutation/warm.test.ts';

class WarmRunner {
  /** @param cold - Stryker's own vitest runner. @param options - Stryker's. */
  constructor(cold, options) {
    this.cold = cold;
    this.options = options;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    await this.cold.init();
  }

  dryRun(options) {
    return this.cold.dryRun(options);
  }

  async mutantRun(options) {
    const { activeMutant, mutantActivation, testFilter } = options;
    if (mutantActivation !== 'runtime' || !testFilter) return this.cold.mutantRun(options);
    this.thread ??= await this.start();
    const question = { mutant: activeMutant.id, tests: testFilter };
    let answer = await this.ask(question);
    if (answer.stale) {
      await this.stop();
      this.thread = await this.start();
      answer = await this.ask(question);
    }
    if (answer.stale)
      throw new Error(`without a mutant one of these tests fails when run once more: ${testFilter.join(', ')}`);
    return answer.result;
  }

  /** Starts the thread and waits until it has loaded every test. */
  async start() {
    const channel = new BroadcastChannel('mutants');
    const vitest = await createVitest('test', {
      config: this.options.vitest.configFile,
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
            ['the warm thread ended', ...errors, ...modules.flatMap((module) => module.errors())]
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
      this.ended = () => reject(new Error('the warm thread ended in the midst of a mutant'));
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
    this.thread = undefined;
  }

  async dispose() {
    if (this.thread) await this.stop();
    await this.cold.dispose();
  }
}

function warmRunner(injector, options) {
  return new WarmRunner(own[0].factory(injector), options);
}
warmRunner.inject = tokens('$injector', 'options');

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'warm', warmRunner)];
