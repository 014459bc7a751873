import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the index (oracle) price.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/adl/AdlUtils.sol (no slippage limit); dYdX v4
 * x/clob/keeper/deleveraging.go (final settlement)
 */
export const oracle = defineAdlCloseOut({
  name: 'oracle',
  summary: 'At the index price.',
  formula: 'value = value at index, the same to both',
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/adl/AdlUtils.sol',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  ],
  params: z.strictObject({}),
  exempt: {
    'close-out/subject-ends-at-zero': "the subject's equity at the index price stays with it",
    'close-out/nobody-gains-or-loses-by-the-fill': 'index and mark may differ',
    'close-out/looks-at-this-mark-only': 'it looks at the index',
  },
  value: (piece) => ({ subject: piece.at(piece.market.oracle) }),
});
