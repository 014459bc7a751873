import { join } from 'node:path';
import type { Plan } from '../experiment/index.ts';
import type { CompareResult } from '../measure/index.ts';
import type { EntryFigures } from '../report/html/index.ts';
import { writeText } from '../report/index.ts';

/**
 * Writes the page of a comparison beside its numbers.
 *
 * @param folder - Where to.
 * @param compare - The comparison.
 * @param figures - What is drawn, of the first seed of each design.
 * @param plan - What the exchanges and scenarios say of themselves.
 * @returns The file.
 */
export const writePage = async (
  folder: string,
  compare: CompareResult,
  figures: readonly EntryFigures[],
  { exchanges, scenarios }: Pick<Plan, 'exchanges' | 'scenarios'>,
): Promise<string> => {
  // Loaded when it is needed: the page carries a drawing library.
  const { htmlReport } = await import('../report/html/index.ts');
  const file = join(folder, 'report.html');
  const page = htmlReport({
    compare,
    figures,
    exchanges: exchanges.map(({ name, summary, sources, assumed }) => ({ name, summary, sources, assumed })),
    scenarios: scenarios.map(({ name, summary, price, assumed }) => ({ name, summary, price, assumed })),
  });
  await writeText(file, [page]);
  return file;
};
