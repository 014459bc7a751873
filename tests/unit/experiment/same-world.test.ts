import { beforeAll, describe, expect, test } from 'vitest';
import { type RunOutcome, type RunTask, simulateHere as simulate } from '../../../src/experiment/index.ts';
import { ACCOUNT_KINDS, CAUSE, EVENT, type EventColumns } from '../../../src/ledger/index.ts';

const folder = 'tests/fixtures/experiments';
const task = (exchange: string, more: Partial<RunTask> = {}): RunTask => ({
  exchange: `${folder}/${exchange}.yaml`,
  scenario: `${folder}/drop.yaml`,
  seed: 1,
  plugins: [],
  overrides: [],
  checks: new URL('./keeping-checks.ts', import.meta.url).href,
  ...more,
});

type Outcome = RunOutcome<EventColumns>;
const simulateHere = (asked: RunTask): Promise<Outcome> => simulate<EventColumns>(asked);
const logOf = ({ verdicts }: Outcome): EventColumns => verdicts[0] as EventColumns;

const rows = (log: EventColumns, wanted: (row: number) => boolean): number[] =>
  Array.from(log.kind, (_, row) => row).filter(wanted);

/** Oracle prices, in the order they came. */
const pricesOf = (outcome: Outcome): number[] => {
  const log = logOf(outcome);
  return rows(log, (row) => log.kind[row] === EVENT.price).map((row) => log.lots[row] as number);
};

/** First deposits of traders and makers, in the order they arrived: who came with how much. */
const peopleOf = (outcome: Outcome): number[] => {
  const log = logOf(outcome);
  const people = new Set(
    rows(log, (row) => log.kind[row] === EVENT['open-account'])
      .filter((row) => ['trader', 'maker'].includes(ACCOUNT_KINDS[log.value[row] as number] ?? ''))
      .map((row) => log.a[row] as number),
  );
  return rows(log, (row) => log.kind[row] === EVENT.transfer && log.cause[row] === CAUSE.deposit)
    .filter((row) => people.has(log.b[row] as number))
    .map((row) => log.value[row] as number);
};

describe('designs that are compared', () => {
  let queue: Outcome;
  let proRata: Outcome;
  beforeAll(async () => {
    [queue, proRata] = [await simulateHere(task('queue')), await simulateHere(task('pro-rata'))];
  });

  test('meet the same people with the same money under the same prices, by seed', () => {
    expect(pricesOf(queue).length).toBeGreaterThan(10);
    expect(pricesOf(proRata)).toEqual(pricesOf(queue));
    expect(peopleOf(queue).length).toBeGreaterThan(40);
    expect(peopleOf(proRata)).toEqual(peopleOf(queue));
  });

  test('do so with other parts too: an equal fund and another ranking change neither', async () => {
    const variant = await simulateHere(
      task('queue', {
        fundShare: '0.01',
        equalised: ['fund'],
        variant: 'adl.ranking: unranked',
        overrides: [{ path: 'adl.ranking', value: 'unranked' }],
      }),
    );
    expect(pricesOf(variant)).toEqual(pricesOf(queue));
    expect(peopleOf(variant)).toEqual(peopleOf(queue));
    expect(variant.result).toMatchObject({ equalised: ['fund'], variant: 'adl.ranking: unranked' });
    expect(variant.result.hashes.scenario).toBe(queue.result.hashes.scenario);
    expect(variant.result.hashes.exchange).not.toBe(queue.result.hashes.exchange);
  });

  test('meet other people under another seed', async () => {
    expect(peopleOf(await simulateHere(task('queue', { seed: 2 })))).not.toEqual(peopleOf(queue));
  });

  test('have one share of open interest in their equal funds, to the last unit', async () => {
    for (const exchange of ['queue', 'pro-rata']) {
      const log = logOf(await simulateHere(task(exchange, { fundShare: '1/300' })));
      const funds = rows(log, (row) => log.kind[row] === EVENT['open-account'])
        .filter((row) => ACCOUNT_KINDS[log.value[row] as number] === 'fund')
        .map((row) => log.a[row]);
      const [opening] = rows(log, (row) => log.kind[row] === EVENT.transfer && funds.includes(log.b[row] as number));
      // 1,000,000 of open interest, in millionths, over 300.
      expect(log.value[opening as number]).toBe(3_333_333_333);
    }
  });
});

test('a value put into a scenario reaches the run, and its hash', async () => {
  const plain = (await simulateHere(task('queue'))).result;
  const scenarioOverrides = [{ path: 'population.traders', value: 40 }];
  const { result } = await simulateHere(task('queue', { scenarioOverrides }));
  expect(result.people).toBeLessThan(plain.people);
  expect(result.hashes.exchange).toBe(plain.hashes.exchange);
  expect(result.hashes.scenario).not.toBe(plain.hashes.scenario);
});
