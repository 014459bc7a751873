import { defineAdlEligible, mulDivCeil, mulDivFloor, z } from 'breakwater';

/**
 * Skips pairs whose bankruptcy prices do not overlap: at the subject's, the counterparty would end below its own.
 *
 * Per lot, the subject receives (bankruptcy value - value at mark) / lots beyond the mark, and the counterparty can give
 * equity x maintenance of the position / maintenance of the account / lots, its equity shared over positions as the subject's
 * is. The pair is kept when the first is at most the second; rounding goes against the pair. Units per lot.
 *
 * The chain tests the whole account after the fill; for an account below initial margin that is this test, an account above
 * it may give more there.
 *
 * @source https://github.com/dydxprotocol/v4-chain: x/clob/keeper/deleveraging.go (ProcessDeleveraging) and
 * x/clob/flags/flags.go (500 subaccounts)
 */
export const nonOverlappingBankruptcy = defineAdlEligible({
  name: 'non-overlapping-bankruptcy',
  summary: 'Skips pairs whose bankruptcy prices do not overlap, and looks at a bounded number of candidates.',
  formula:
    'kept: ceil((bankruptcy value - value at mark of the leg) x |its lots| / |lots of the leg|) <= what it owns\n' +
    'what it owns = floor(E x MM of the position / MM of the account); the first scan candidates are looked at',
  source: [
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/flags/flags.go',
  ],
  params: z.strictObject({
    scan: z
      .int()
      .min(1)
      .default(500)
      .describe(
        'Candidates looked at for one case, in ranked order, at least 1 (MaxDeleveragingSubaccountsToIterate).',
      ),
  }),
  exempt: {
    'eligible/keeps-losers-out': 'a loser with money enough can bear the price',
    'eligible/blind-to-the-case': 'whether prices overlap depends on both accounts',
    'eligible/blind-to-equity': 'whether prices overlap depends on both accounts',
  },
  pair: (candidate, _subject, leg) => {
    if (leg.lots === 0 || candidate.lots === 0) return false;
    const asked = mulDivCeil(leg.bankruptcyValue - leg.value, Math.abs(candidate.lots), Math.abs(leg.lots));
    const owned =
      candidate.accountMaintenance === 0
        ? candidate.equity
        : mulDivFloor(candidate.equity, candidate.maintenance, candidate.accountMaintenance);
    return asked <= owned;
  },
  scanLimit: (params) => params.scan,
});
