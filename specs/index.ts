/**
 * Specs: reading exchanges, scenarios and experiments, and finding those that come with the package. Runs in Node only.
 *
 * @packageDocumentation
 */
export {
  type ExchangeOptions,
  type Experiment,
  type ExperimentOptions,
  exchangePath,
  type FileKind,
  kindOf,
  loadPlugins,
  type Override,
  override,
  type Place,
  type PluginOptions,
  parseExchange,
  parseExperiment,
  parseScenario,
  parseSource,
  problemsOf,
  type ReadOptions,
  readExchange,
  readExperiment,
  readScenario,
  readSource,
  resolveSpec,
  type Source,
  type SpecFile,
  type SpecKind,
  schemaOf,
  shippedExchanges,
  shippedExperiments,
  shippedScenarios,
  validateFile,
  writeSchemas,
} from '../src/spec/index.ts';
