import { describe, expect, test } from 'vitest';
import { DueList } from '../../../src/exchange/margin/due-list.ts';

const listed = (due: DueList): number[] => {
  const seen: number[] = [];
  due.keepInOrder((account) => seen.push(account) > 0);
  return seen;
};

describe('the accounts that are due', () => {
  test('are each there once, and only those that there is room for', () => {
    const due = new DueList();
    due.add(0);
    expect(due.size).toBe(0);
    due.reserve(3);
    for (const account of [2, 0, 2, 2]) due.add(account);
    expect(due.size).toBe(2);
    expect(listed(due)).toEqual([0, 2]);
  });

  test('stay when room is made for more', () => {
    const due = new DueList();
    due.reserve(1);
    due.add(0);
    // Room for 64 is made at once, then at least twice as much.
    due.reserve(64);
    due.add(63);
    due.reserve(65);
    due.add(64);
    due.add(127);
    due.add(128);
    expect(due.size).toBe(4);
    due.reserve(1000);
    due.add(999);
    due.add(1000);
    expect(listed(due)).toEqual([0, 63, 64, 127, 999]);
  });

  test('leave when they are asked about and do not stay', () => {
    const due = new DueList();
    due.reserve(10);
    for (const account of [7, 1, 4, 9]) due.add(account);
    const asked: number[] = [];
    due.keep((account) => {
      asked.push(account);
      return account !== 1 && account !== 9;
    });
    expect(asked).toEqual([7, 1, 4, 9]);
    expect(due.size).toBe(2);
    expect(listed(due)).toEqual([4, 7]);
    // Who left may come back.
    due.add(1);
    expect(listed(due)).toEqual([1, 4, 7]);
    due.keepInOrder((account) => account === 4);
    expect(due.size).toBe(1);
    due.add(7);
    due.keep(() => true);
    expect(listed(due)).toEqual([4, 7]);
    due.keepInOrder(() => false);
    expect([due.size, listed(due)]).toEqual([0, []]);
  });

  test('are asked again only if they were named since, where that is enough', () => {
    const due = new DueList();
    due.reserve(10);
    for (const account of [3, 5, 8]) due.add(account);
    const ask = (stays: (account: number) => boolean): number[] => {
      const asked: number[] = [];
      due.keepInOrder((account) => {
        asked.push(account);
        return stays(account);
      }, true);
      return asked;
    };
    expect(ask(() => true)).toEqual([3, 5, 8]);
    expect(ask(() => true)).toEqual([]);
    due.add(5);
    expect(ask(() => false)).toEqual([5]);
    expect(due.size).toBe(2);
    due.add(8);
    expect(ask(() => true)).toEqual([8]);
    expect(listed(due)).toEqual([3, 8]);
  });
});
