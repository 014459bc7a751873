import type { CheckedProperty } from '../../measure/index.ts';
import type { CounterexampleText } from './counterexample-yaml.ts';

/** A counterexample as a page draws it. */
export interface DrawnCounterexample extends Omit<CounterexampleText, 'document'> {
  readonly scope: CheckedProperty['scope'];
  /** Its file, relative to the page. */
  readonly file: string;
}
