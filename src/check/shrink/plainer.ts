import { D } from '../../money/index.ts';
import type { ScriptedEvent } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import { rounder, withScenario } from './edit.ts';

/** Without the second asset. */
export function* oneAsset(trial: Trial): Generator<Trial> {
  const { assets, accounts, markets, settle } = trial.scenario;
  if (assets.length < 2) return;
  yield withScenario(trial, {
    assets: assets.filter(({ name }) => name === settle),
    markets: markets.map(({ settle: _other, ...market }) => market),
    accounts: accounts.map((one) => ({ ...one, deposit: { [settle]: one.deposit[settle] ?? '0' } })),
  });
}

/** Accounts that stand for themselves. */
export function* withoutOwners(trial: Trial): Generator<Trial> {
  const { accounts } = trial.scenario;
  for (const [i, { owner }] of accounts.entries())
    if (owner !== undefined)
      yield withScenario(trial, {
        accounts: accounts.map(({ owner: of, ...one }, at) =>
          at === i || of === undefined ? one : { ...one, owner: of },
        ),
      });
}

/** Events at the beginning of their step, and of fewer lots. */
export function* plainerEvents(trial: Trial): Generator<Trial> {
  const { events } = trial.scenario;
  const withEvent = (i: number, event: ScriptedEvent): Trial =>
    withScenario(trial, { events: events.map((one, at) => (at === i ? event : one)) });
  for (const [i, event] of events.entries()) {
    if ('when' in event && event.when !== undefined) {
      const { when: _when, ...plain } = event;
      yield withEvent(i, plain as ScriptedEvent);
    }
    if (event.do === 'place')
      for (const lots of rounder(event.lots)) if (lots !== 0) yield withEvent(i, { ...event, lots });
  }
}

/** Prices in whole units of the settlement asset, a lot for each: the same numbers in the ledger, and easier to read. */
export function* plainGrid(trial: Trial): Generator<Trial> {
  const { scenario } = trial;
  const { markets, accounts, events, assets, settle } = scenario;
  const decimals = assets.find(({ name }) => name === settle)?.decimals ?? 0;
  const isPlain = decimals === 0 && markets.every(({ tick }) => tick === '1');
  if (
    isPlain ||
    markets.some(({ id }) => Object.hasOwn(trial.design.instruments ?? {}, id)) ||
    markets.some(({ kind, settle: other }) => kind !== 'linear' || other !== undefined)
  )
    return;
  const inTicks = (id: string, price: string): string => {
    const { tick } = markets.find((market) => market.id === id) as (typeof markets)[number];
    return new D(price).div(tick).toFixed();
  };
  const inUnits = (text: string): string => new D(text).mul(new D(10).pow(decimals)).toFixed();
  yield withScenario(trial, {
    assets: assets.map((asset) => (asset.name === settle ? { ...asset, decimals: 0 } : asset)),
    markets: markets.map((market) => ({
      ...market,
      tick: '1',
      lot: inUnits(new D(market.lot ?? '1').mul(market.tick).toFixed()),
      open: Number(inTicks(market.id, String(market.open))),
      band: { floor: inTicks(market.id, market.band.floor), cap: inTicks(market.id, market.band.cap) },
    })),
    accounts: accounts.map((account) => ({
      ...account,
      deposit: { ...account.deposit, [settle]: inUnits(account.deposit[settle] ?? '0') },
      positions: account.positions.map((held) => ({ ...held, entry: inTicks(held.market, held.entry) })),
    })),
    events: events.map((event) => {
      if (event.do === 'deposit' || event.do === 'withdraw')
        return event.asset === undefined || event.asset === settle
          ? { ...event, amount: inUnits(event.amount) }
          : event;
      return event.do === 'place' && event.limit !== undefined
        ? { ...event, limit: inTicks(event.market, event.limit) }
        : event;
    }),
  });
}

/** Makers and members as traders. */
export function* tradersOnly(trial: Trial): Generator<Trial> {
  const { accounts } = trial.scenario;
  for (const [i, { kind }] of accounts.entries())
    if (kind !== 'trader')
      yield withScenario(trial, { accounts: accounts.map((one, at) => (at === i ? { ...one, kind: 'trader' } : one)) });
}

/** Entry prices at the opening price. */
export function* plainerEntries(trial: Trial): Generator<Trial> {
  const { accounts, markets } = trial.scenario;
  for (const [i, account] of accounts.entries())
    for (const [j, position] of account.positions.entries()) {
      const open = String(markets.find(({ id }) => id === position.market)?.open);
      if (position.entry === open) continue;
      const positions = account.positions.map((one, at) => (at === j ? { ...one, entry: open } : one));
      yield withScenario(trial, { accounts: accounts.map((one, at) => (at === i ? { ...one, positions } : one)) });
    }
}
