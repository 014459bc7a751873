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
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/adl/AdlUtils.sol',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  ],
  params: z.strictObject({}),
  value: (piece) => ({ subject: piece.at(piece.market.oracle) }),
});
