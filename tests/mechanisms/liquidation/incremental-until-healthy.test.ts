import { describe, expect, test } from 'vitest';
import { incrementalUntilHealthy as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const btc = marketView();
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const account = (input: Input = {}, stepSeconds = 1) => {
  const params = paramsOf(layer, { fee: '0', ...input });
  const state = firstState(layer, params);
  return (subject: ReturnType<typeof defaultView>, filled?: number, step = 0) => {
    const view = venueView({ step, stepSeconds, markets: [btc, eth], pools: [poolView()] });
    return layer.next(
      subject,
      view,
      params,
      state,
      filled === undefined ? undefined : outcomeOf({ do: 'order', lots: filled }),
    );
  };
};
const order = (market: number, lots: number) => ({ do: 'order', market, lots, timeInForce: 'ioc' });

/*
 *   account A        mark 100
 *   long 1,000        100,000
 *   maintenance 1 %     1,000
 *   equity                900
 */
const long = (equity = 900, lots = 1_000, closeOut = 0) =>
  defaultView(equity, [{ market: btc, lots }], { account: { closeOut } });

describe('a round', () => {
  test('closes an eighth of the position as it stands, rounded up, until margin holds', () => {
    const ask = account();
    expect(ask(long())).toEqual([{ do: 'cancel' }, order(0, 125)]);
    expect(ask(long(870, 875), 125)).toEqual([order(0, 110)]);
    expect(ask(long(765, 765), 110)).toBe('pass');
  });

  test('closes a fixed number of lots, or all that is left', () => {
    const ask = account({ lots: 200 });
    expect(ask(long(900, -1_000))).toEqual([{ do: 'cancel' }, order(0, -200)]);
    expect(ask(long(100, -150), -200)).toEqual([order(0, -150)]);
  });

  test('is for the position with the most maintenance', () => {
    const two = defaultView(1_000, [
      { market: btc, lots: 1_000 },
      { market: eth, lots: -10_100 },
    ]);
    expect(account()(two)).toEqual([{ do: 'cancel' }, order(1, -1_263)]);
  });

  test('has a limit and a fee where they are set', () => {
    expect(account({ slippage: '0.1', fee: '0.0075' })(long())).toMatchObject([
      { do: 'cancel' },
      { lots: 125, limit: 90, fee: { perMillion: 7_500, to: 'insurance' } },
    ]);
  });
});

describe('a step', () => {
  test('has as many rounds as fit into it, at least one', () => {
    const rounds = (every: string, seconds: number): number => {
      const ask = account({ every, lots: 1 }, seconds);
      let count = 0;
      while (ask(long(), count === 0 ? undefined : 1) !== 'pass') count += 1;
      return count;
    };
    expect([rounds('50ms', 1), rounds('300ms', 1), rounds('10s', 1), rounds('50ms', 3_600)]).toEqual([20, 3, 1, 900]);
    // 0.3 / 0.1 is just below 3 in float64.
    expect(rounds('100ms', 0.3)).toBe(3);
  });

  test('leaves a position alone whose book gave less than was asked, until the next one', () => {
    const ask = account();
    ask(long());
    expect(ask(long(890, 900), 100)).toBe('pass');
    expect(ask(long(890, 900), undefined, 1)).toEqual([{ do: 'cancel' }, order(0, 113)]);
  });
});

test('below close-out margin it goes on, or leaves the account to a backstop', () => {
  expect(account()(long(900, 1_000, 901))).toHaveLength(2);
  expect(account({ belowCloseOut: 'pass' })(long(900, 1_000, 901))).toBe('pass');
  expect(account({ belowCloseOut: 'pass' })(long(900, 1_000, 900))).toHaveLength(2);
});

test('bad parameters are refused with their range', () => {
  const messages = (input: object) => layer.params.safeParse(input).error?.issues.map(({ message }) => message);
  expect(messages({ share: '0' })).toEqual(['an increment of 0 closes nothing; the share is above 0']);
  expect(messages({ share: '1.5' })).toEqual(['1.5 is out of range; a ratio here is between 0 and 1']);
  expect(messages({ every: '0s' })).toEqual(['0s is out of range; a duration here is at least 1ms']);
});
