/** Axioms of allocation rules as predicates, and the search for what breaks them. @module */
export { type AskedRule, type AskOptions, answerOf, askRule, type RuleUse } from './ask.ts';
export { type Ask, type Axiom, type AxiomWitness, defineAxiom } from './axiom.ts';
export {
  BESIDE,
  type Beside,
  type ClaimsTable,
  capacityOf,
  claimsProblem,
  columnOf,
  columnsOf,
  problemText,
  type TableProblem,
} from './claims-table.ts';
export { type DesignMatrix, designsSection } from './designs.ts';
export { AXIOMS } from './list.ts';
export { axiomsPage } from './page.ts';
export { randomProblem } from './random-tables.ts';
export { axiomMatrix, type MatrixRow, type Search, searchAxiom } from './search.ts';
export { type AxiomVerdict, keptOn, type TableTrial, tryAxiom } from './verdict.ts';
export { type Naming, tell, type Words } from './words.ts';
