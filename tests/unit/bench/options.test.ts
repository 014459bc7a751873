import { expect, it } from 'vitest';
import type { Bench } from '../../bench/kit/bench.ts';
import { optionsOf, UsageError } from '../../bench/kit/options.ts';

const bench = (name: string): Bench => ({ name, says: name, measure: async () => [] });
const suite = ['money-ops', 'money-muldiv', 'sweep-full'].map(bench);
const names = (...args: string[]): string[] => optionsOf(suite, args).benches.map(({ name }) => name);

it('takes all benchmarks, or those whose names begin so, in the order of the suite', () => {
  expect(names()).toEqual(['money-ops', 'money-muldiv', 'sweep-full']);
  expect(names('--only', 'sweep', '--only', 'money-m')).toEqual(['money-muldiv', 'sweep-full']);
  expect(names('--profile', 'money')).toEqual(['money-ops', 'money-muldiv']);
});

it('names the benchmarks there are when one is unknown', () => {
  expect(() => names('--only', 'monney')).toThrow(
    new UsageError('there is no benchmark called "monney"\n  there are: money-ops, money-muldiv, sweep-full'),
  );
});

it.each([
  [['--fast'], /--fast/],
  [['--rounds', '0'], /1 to 9999/],
  [['--rounds', 'many'], /"many"/],
  [['--check'], /--small/],
  [['--update'], /--small/],
  [['--save', '--small'], /--small/],
  [['--list', '--page'], /do not go together/],
])('refuses %j', (args, message) => {
  expect(() => optionsOf(suite, args)).toThrow(UsageError);
  expect(() => optionsOf(suite, args)).toThrow(message);
});

it('understands the rest', () => {
  expect(optionsOf(suite, ['--small', '--json', '--check', '--rounds', '5'])).toMatchObject({
    mode: 'measure',
    small: true,
    json: true,
    check: true,
    rounds: 5,
  });
});
