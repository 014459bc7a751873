import { describe, expect, test } from 'vitest';
import { vaultTakeover } from '../../../mechanisms/backstop/index.ts';
import { stakedFund, stakedVault } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const MARGIN = margin(fraction, { initial: '0.1', maintenance: '0.05' });

/** A vault takes over below two thirds of maintenance and sells at an even pace over 20 s; its holders may leave at once. */
const vaultOf = (input: object) =>
  venueOf(
    design([layer('backstop', vaultTakeover, { workOver: '20s', slippage: '0.5' })], {
      ...MARGIN,
      funds: { vault: built(stakedVault, { capital: '100000', lockUp: '0s', ...input }) },
    }),
  );

describe('a staked vault in a venue', () => {
  /*
   *           mark    vault                          shares
   *   10 s      92    100,000 + 3,200 of margin     100,000    1,600 lots are taken over
   *   20 s      88    103,200 - 6,400 =  96,800               half of opening leaves: 50,000 shares for 48,400
   *                    48,400                         50,000
   */
  test('pays who leaves its part of what the vault has lost at mark, and no more than it has free', () => {
    const venue = vaultOf({ unstakes: [{ at: '15s', share: '0.5' }] });
    const loser = person(venue, 16_000, [[0, 1_600, 100]]);
    person(venue, 1_000_000, [[0, -1_600, 100]]);
    const outside = venue.ledger.accounts.balance(0, venue.ledger.outsideAccount);
    step(venue, [92], 10);
    const vault = venue.pools[0];
    expect([vault?.lots(0), vault?.equity, equityOf(venue, loser)]).toEqual([1_600, 103_200, 0]);
    step(venue, [88], 10);
    expect(vault?.equity).toBe(48_400);
    // Coming and going is no result: the vault has made 3,200 and lost 6,400.
    expect(vault?.profit(0)).toBe(-3_200);
    expect(venue.ledger.accounts.balance(0, venue.ledger.outsideAccount)).toBe(outside + 48_400);
    sound(venue);
  });

  test('keeps what its inventory needs: who leaves waits for the rest', () => {
    const venue = vaultOf({ unstakes: [{ at: '15s' }], floor: '90000' });
    person(venue, 16_000, [[0, 1_600, 100]]);
    person(venue, 1_000_000, [[0, -1_600, 100]]);
    step(venue, [92], 10);
    step(venue, [88], 10);
    // 96,800 of equity, of which 90,000 stay: 7,024 shares at 0.968 are 6,799.
    expect(venue.pools[0]).toMatchObject({ equity: 90_001, withdrawable: 1 });
    sound(venue);
  });

  test('its loss cap holds back take-overs, not its holders', () => {
    const venue = vaultOf({ lossCap: '1000', unstakes: [{ at: '5s', share: '0.9' }] });
    step(venue, [100], 10);
    expect(venue.pools[0]).toMatchObject({ equity: 10_000, spendable: 1_000, withdrawable: 10_000 });
    sound(venue);
  });

  // Sold 5 below mark, a share lies 7.8 % below its best; sold 20 below, 31 %.
  test('is run the faster the more it has lost', () => {
    const flows = (loss: number) => {
      const venue = vaultOf({ run: { perDrawdown: '1000' } });
      person(venue, 16_000, [[0, 1_600, 100]]);
      const maker = person(venue, 1_000_000, [[0, -1_600, 100]], 'maker');
      step(venue, [92], 10);
      quote(venue, maker, 0, 1, 1_600, 92 - loss);
      step(venue, [92], 10);
      step(venue, [92], 10);
      const before = venue.pools[0]?.equity ?? 0;
      step(venue, [92], 10);
      return before - (venue.pools[0]?.equity ?? 0);
    };
    const [little, more] = [flows(5), flows(20)];
    expect(little).toBeGreaterThan(0);
    expect(more).toBeGreaterThan(2.5 * little);
  });
});

/* Long 10 @ 100 with 100, mark 80: sold at 80, 100 are missing. The fund of 1,000 pays; who has asked before bears its part of it. */
test('a staked fund pays deficits, and who waits to leave pays with it', () => {
  const venue = venueOf(
    design([layer('liquidation', bookIoc), pays('insurance')], {
      ...MARGIN,
      funds: {
        insurance: built(stakedFund, {
          capital: '1000',
          lockUp: '0s',
          coolDown: '20s',
          pays: 'lesser',
          unstakes: [{ at: '5s', share: '0.5' }],
        }),
      },
    }),
  );
  person(venue, 100, [[0, 10, 100]]);
  const maker = person(venue, 10_000, [[0, -10, 100]], 'maker');
  step(venue, [100], 10);
  quote(venue, maker, 0, 1, 10, 80);
  step(venue, [80], 10);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 200, ownCollateral: 100, fund: 100 });
  expect(venue.pools[0]?.equity).toBe(900);
  step(venue, [80], 10);
  expect(venue.pools[0]?.equity).toBe(450);
  sound(venue);
});
