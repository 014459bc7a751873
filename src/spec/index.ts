/**
 * Reading exchanges, scenarios and experiments from files, and mechanisms from plug-ins.
 *
 * @module
 */
export { type CounterexampleBlock, exchangeWithin, isCounterexample, readCounterexample } from './counterexample.ts';
export { type ExchangeOptions, exchangeData, parseExchange, type ReadOptions, readExchange } from './exchange.ts';
export { type Experiment, type ExperimentOptions, parseExperiment, readExperiment } from './experiment.ts';
export type { Equalised } from './experiment-shape.ts';
export { schemaOf, schemaText, writeSchemas } from './json-schema.ts';
export { exchangePath } from './layer-labels.ts';
export { type Override, override } from './overlay.ts';
export { type End, locate, type Path, type Place, type Source } from './place.ts';
export { loadPlugins, type PluginOptions } from './plugins.ts';
export { problemsOf } from './problems.ts';
export { parseScenario, readScenario, type ScenarioOptions, scenarioData, scenarioPath } from './scenario.ts';
export { type ScenarioDocument, scenarioDocument } from './scenario-document.ts';
export {
  resolveSpec,
  SPEC_KINDS,
  type SpecFile,
  type SpecKind,
  shippedExchanges,
  shippedExperiments,
  shippedFolder,
  shippedScenarios,
} from './shipped.ts';
export { parseSource, readSource } from './source.ts';
export type { Ablation, Equaliser, StudyPlan, Variation, Written } from './study-plan.ts';
export { type FileKind, kindOf, validateFile } from './validate.ts';
export { valueAt } from './wording.ts';
