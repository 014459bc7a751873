import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the mark price; the subject's deficit stays with it.
 *
 * @source https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl (matched at the current mark price)
 */
export const mark = defineAdlCloseOut({
  name: 'mark',
  summary: 'At the mark price.',
  formula: 'value = value at mark, the same to both',
  source: 'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
  params: z.strictObject({}),
  exempt: {
    'close-out/subject-ends-at-zero': "the subject's deficit stays with it",
  },
  value: (piece) => ({ subject: piece.mark }),
});
