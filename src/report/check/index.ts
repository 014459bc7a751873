/** What came of properties, and counterexamples, for people and for files. @module */
export { type CounterexampleText, commented, counterexampleYaml, specText } from './counterexample-yaml.ts';
export type { DrawnCounterexample } from './drawn.ts';
export { junitXml } from './junit.ts';
export { designsText, matrixCsv, matrixText } from './matrix.ts';
export { replayedLine, replayText } from './replay-text.ts';
export { storyText } from './story-text.ts';
export { checkText } from './text.ts';
export { withNames, witnessText } from './witness-text.ts';
