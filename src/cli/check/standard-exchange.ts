import { configError, type Mechanism, type Slot, WORLD_SLOTS } from '../../contract/index.ts';

/** An exchange as a file would say it. */
export type ExchangeDocument = Readonly<Record<string, unknown>>;

/** Parts of an ADL composite by the slot they fill. */
const ADL_KEYS: Readonly<Partial<Record<Slot, string>>> = {
  'adl.trigger': 'trigger',
  'adl.ranking': 'ranking',
  'adl.severity': 'severity',
  'adl.allocation': 'allocation',
  'adl.close-out': 'closeOut',
  'adl.protection': 'protection',
};
/** Slots that stand at the top of a file. */
const AT_TOP: readonly Slot[] = ['margin', 'mark', 'index', 'funding', 'collateral', 'payout'];
/** Layers of a waterfall: the one that is tried stands behind so many of the standard ones. */
const BEHIND: Readonly<Partial<Record<Slot, number>>> = { liquidation: 0, backstop: 1, socialisation: 2 };

/** How a mechanism is used: at its defaults, with the pool it needs. */
const useOf = ({ name, slot, params }: Mechanism): unknown => {
  if (params.safeParse({}).success) return { use: name };
  const pool = slot === 'backstop' ? 'vault' : 'insurance';
  if (params.safeParse({ pool }).success) return { use: name, pool };
  throw configError('no-defaults', `${slot} ${name} has parameters without a default, so it cannot be tried alone`, {
    hint: 'write an exchange that uses it, and name that with --exchange',
  });
};

/**
 * The small exchange that a mechanism is tried in when it comes alone: margin of five per cent, orders to the book, a fund, a vault,
 * and ADL by profit at bankruptcy prices; the mechanism stands in its place.
 *
 * @throws BreakwaterError `no-trial` for a market model, `no-defaults` for a mechanism that cannot be used without parameters.
 */
export const standardExchange = (mechanism: Mechanism): ExchangeDocument => {
  const { slot, name } = mechanism;
  if ((WORLD_SLOTS as readonly string[]).includes(slot))
    throw configError('no-trial', `${slot} ${name} is a market model; what is checked are mechanisms of an exchange`);
  const use = useOf(mechanism);
  const part = ADL_KEYS[slot];
  const composite = {
    trigger: 'always',
    settle: 'close',
    eligible: slot === 'adl.eligible' ? ['opposite-side', use] : ['opposite-side'],
    ranking: 'profit-pct-only',
    allocation: 'greedy-queue',
    closeOut: 'bankruptcy',
    ...(part === undefined ? {} : { [part]: use }),
  };
  const waterfall: unknown[] = [
    { liquidation: 'book-ioc' },
    { fund: 'insurance' },
    { adl: slot === 'adl' ? use : composite },
  ];
  const behind = BEHIND[slot];
  if (behind !== undefined) waterfall.splice(behind, 0, { [slot]: use, as: 'tried' });
  return {
    name: `standard-with-${name}`,
    summary: `A small standard exchange with the ${slot} ${name}.`,
    margin: { use: 'fraction', initial: '0.1', maintenance: '0.05' },
    funds: {
      insurance: slot === 'fund' ? use : { use: 'insurance-fund', capital: '1000', scope: 'global' },
      vault: { use: 'depositor-vault', capital: '5000' },
    },
    fees: { taker: '0.0005', maker: '0' },
    waterfall,
    ...(AT_TOP.includes(slot) ? { [slot]: use } : {}),
  };
};
