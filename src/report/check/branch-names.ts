/** What the branches of a run are called in a table, in its order. */
export const BRANCH_NAMES: Readonly<Record<string, string>> = {
  adlFired: 'ADL fired',
  partialFills: 'ADL filled one in part',
  ties: 'tie in the ranking',
  hedgesBroken: 'hedge broken',
  cascades: 'cascade of two rounds',
  fundEmptied: 'fund emptied',
  uncovered: 'loss uncovered',
};

/** The name of a branch. */
export const branchName = (branch: string): string => BRANCH_NAMES[branch] ?? branch;
