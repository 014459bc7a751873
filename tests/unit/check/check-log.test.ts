import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { invariants } from '../../../specs/invariants/index.ts';
import { checkLog, type LogHead, StepChecker, type Verdict } from '../../../src/check/index.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import type { EventRow } from '../../../src/index.ts';
import { openEvents } from '../../../src/report/events/index.ts';
import { adl, bookLayer, design, person, quote, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';

const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };
const fund = { label: 'fund', kind: 'fund' as const, pool: 'fund' };

/**
 * Two losers at mark 94: one sold in the book at 94, so that the fund pays 4 and the hole 6, one closed by ADL in the next step.
 *
 *              money   A at 100     at 94
 *   first         50         10      -10
 *   second        50         10      -10
 *   winner       500        -20      620
 */
const played = (onStep: (run: { venue: Venue }) => void = () => {}): Venue => {
  const venue = venueOf(design([liquidation, adl(), fund], { funds: { fund: use(testFund(4)) } }));
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 500, [[0, -20, 100]]);
  quote(venue, person(venue, 10_000, [], 'maker'), 0, 1, 10, 94);
  step(venue, [94]);
  onStep({ venue });
  person(venue, 50, [[0, 10, 100]]);
  step(venue, [94]);
  onStep({ venue });
  return venue;
};

const headOf = (venue: Venue): LogHead => ({
  shape: venue.ledger.shape,
  markets: venue.markets.map(({ id }) => id),
  assets: venue.assets.map(({ name }) => name),
});

/** Writes the events of a venue to a file and reads them back. */
const exported = async (venue: Venue): Promise<EventRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-log-'));
  try {
    const file = join(folder, 'events.ndjson');
    const writer = await openEvents(file);
    for (const span of venue.ledger.log.spans(0)) writer.add(span);
    const { markets, assets } = headOf(venue);
    writer.finish({ markets: [...markets], assets: assets.map((name) => ({ name, decimals: 0 })) });
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as EventRow)
      .filter(({ kind }) => kind !== undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The same run, asked while it goes on. */
const stepwise = (): readonly Verdict[] => {
  const checker = new StepChecker(invariants, { every: 1 });
  return checker.finish({ venue: played(checker.onStep) });
};

const brief = (verdicts: readonly Verdict[]): Map<string, Verdict['status']> =>
  new Map(verdicts.map(({ id, status }) => [id, status]));

it('a log that is read back says what the run said, where it says anything', async () => {
  const venue = played();
  const verdicts = checkLog(await exported(venue), headOf(venue), invariants);
  const live = brief(stepwise());
  const asked = verdicts.filter(({ status }) => status !== 'not-applicable');
  expect(asked.filter(({ status }) => status === 'held').map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'CS1/value-conservation',
      'CS4/claims-covered',
      'CS6/loss-explained',
      'CS7/uncovered-reported',
      'IF4/payout-within-deficit',
      'LV2/progress',
    ]),
  );
  for (const { id, status } of asked) if (status === 'held') expect([id, live.get(id)]).toEqual([id, 'held']);
  expect(asked.filter(({ status }) => status === 'broken')).toEqual([]);
});

it('what a log does not say is said', async () => {
  const venue = played();
  const reasons = new Map(
    checkLog(await exported(venue), headOf(venue), invariants).map(({ id, reason }) => [id, reason]),
  );
  expect(reasons.get('LQ4/reduce-only')).toBe('the log does not say what margin is asked');
  expect(reasons.get('IF2/pool-ledger')).toBe(
    'the log does not say what its pools may spend, and which markets they serve',
  );
  expect(reasons.get('CS8/running-totals')).toBe('the log does not say what running totals its venue keeps');
  expect(reasons.get('DT2/replay')).toBe('it is over runs that are played, and a log is read step by step');
});

it('one altered row is caught', async () => {
  const venue = played();
  const rows = await exported(venue);
  const broken = (change: (row: EventRow) => Partial<EventRow> | undefined): string[] => {
    let done = false;
    const altered = rows.map((row) => {
      const other = done ? undefined : change(row);
      done ||= other !== undefined;
      return { ...row, ...other };
    });
    return checkLog(altered, headOf(venue), invariants)
      .filter(({ status, scope }) => status === 'broken' && scope === 'universal')
      .map(({ id }) => id);
  };
  expect(broken(() => undefined)).toEqual([]);
  expect(broken(({ cause, value }) => (cause === 'pay' ? { value: value - 1 } : undefined))).toContain(
    'IF3/surplus-kept',
  );
  expect(broken(({ cause, value }) => (cause === 'book' ? { value: value + 1 } : undefined))).toContain(
    'IF3/surplus-kept',
  );
  expect(broken(({ cause, cost }) => (cause === 'adl' ? { cost: cost + 1 } : undefined))).toContain(
    'CS6/loss-explained',
  );
  expect(broken(({ cause }) => (cause === 'write-off' ? { cause: 'flow' } : undefined))).toContain(
    'CS7/uncovered-reported',
  );
});
