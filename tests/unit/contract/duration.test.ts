import { describe, expect, test } from 'vitest';
import { duration } from '../../../src/contract/index.ts';

const messageOf = (schema: ReturnType<typeof duration>, text: string): string | undefined =>
  schema.safeParse(text).error?.issues[0]?.message;

describe('a duration', () => {
  test.each([
    ['500ms', 0.5],
    ['30s', 30],
    ['15m', 900],
    ['8h', 28_800],
    ['7d', 604_800],
  ])('%s is %d seconds', (text, seconds) => {
    expect(duration().parse(text)).toBe(seconds);
  });

  test('may lie at its bounds, and not beyond', () => {
    const schema = duration({ min: '1s', max: '1h' });
    expect([schema.parse('1s'), schema.parse('60m')]).toEqual([1, 3_600]);
    expect(messageOf(schema, '999ms')).toBe('999ms is out of range; a duration here is between 1s and 1h');
    expect(messageOf(schema, '61m')).toBe('61m is out of range; a duration here is between 1s and 1h');
    expect(messageOf(duration({ min: '1ms' }), '0s')).toBe('0s is out of range; a duration here is at least 1ms');
  });

  test('is written with its unit', () => {
    expect(messageOf(duration(), '30')).toBe('"30" is no duration; write a number with ms, s, m, h or d, as 30s');
    expect(messageOf(duration(), '-5s')).toBe('"-5s" is no duration; write a number with ms, s, m, h or d, as 30s');
  });
});
