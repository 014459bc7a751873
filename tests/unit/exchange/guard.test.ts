import { describe, expect, test } from 'vitest';
import { Guard, unwatched, viewChanged } from '../../../src/exchange/index.ts';
import { bookLayer, takeOverLayer } from '../../fixtures/exchange.ts';
import { refused } from '../../fixtures/refused.ts';

const FOR_READING =
  'views, cases, claims and parameters are for reading: copy what is to be changed, and keep state in the state';

describe('the guard of mechanisms', () => {
  test('names the one that runs, and the one around it when it has ended, however it ends', () => {
    const guard = new Guard();
    const [outer, inner] = [bookLayer(), takeOverLayer('vault', 'kept')];
    const seen: string[] = [guard.current];
    guard.call(outer, () => {
      seen.push(guard.current);
      guard.name(inner, () => seen.push(guard.current));
      seen.push(guard.current);
      expect(() =>
        guard.name(inner, () => {
          throw new Error('no');
        }),
      ).toThrow('no');
      seen.push(guard.current);
      guard.call(inner, () => seen.push(guard.current));
      seen.push(guard.current);
    });
    seen.push(guard.current);
    const [book, take] = ['liquidation test-book', 'backstop test-take-over'];
    expect(seen).toEqual(['engine', book, take, book, book, take, book, 'engine']);
  });

  test('lets what the engine refuses pass, as it is', () => {
    const guard = new Guard();
    const thrown = new Error('a fault of the engine');
    let caught: unknown;
    try {
      guard.name(bookLayer(), () => {
        throw thrown;
      });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    const own = viewChanged('somebody', 'something');
    try {
      guard.call(bookLayer(), () => {
        throw own;
      });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(own);
  });

  test('refuses a promise', () => {
    expect(refused(() => new Guard(unwatched).call(bookLayer(), () => Promise.reject(new Error('late'))))).toEqual([
      'contract promise',
      'liquidation test-book answered with a promise',
      'decide at once: a mechanism is a pure, synchronous function',
    ]);
  });

  test.each<[string, () => unknown, string]>([
    [
      'to a frozen object',
      () => Object.assign(Object.freeze({ lots: 1 }), { lots: 2 }),
      "Cannot assign to read only property 'lots' of object '#<Object>'",
    ],
    [
      'to a getter',
      () =>
        Object.assign(
          {
            get lots() {
              return 1;
            },
          },
          { lots: 2 },
        ),
      'Cannot set property lots of #<Object> which has only a getter',
    ],
    [
      'a new entry into a frozen list',
      () => (Object.freeze([1]) as number[]).push(2),
      'Cannot add property 1, object is not extensible',
    ],
  ])('calls it a write to a view when a mechanism writes %s', (_, write, said) => {
    expect(refused(() => new Guard().call(bookLayer(), write))).toEqual([
      'contract view-changed',
      `liquidation test-book writes to what is read-only: ${said}`,
      FOR_READING,
    ]);
  });

  test.each<[string, () => unknown]>([
    ['another fault of types', () => (undefined as unknown as { lots: number }).lots],
    [
      'an error that only speaks of it',
      () => {
        throw new Error('Cannot set property lots');
      },
    ],
    [
      'a fault that speaks of it later',
      () => {
        throw new TypeError('No. Cannot set property lots');
      },
    ],
  ])('does not when it is %s', (_, fail) => {
    const [kind, message, hint] = refused(() => new Guard().call(bookLayer(), fail));
    expect([kind, message?.startsWith('liquidation test-book threw: '), hint]).toEqual([
      'plugin threw',
      true,
      'the ledger is as it was before the call; mend the mechanism and run again',
    ]);
  });

  test('keeps what was thrown as the cause, where something was', () => {
    const cause = new TypeError('Cannot set property lots of #<Object> which has only a getter');
    expect(viewChanged('somebody', 'the claims', cause).cause).toBe(cause);
    expect('cause' in viewChanged('somebody', 'the claims')).toBe(false);
    expect(
      refused(() => {
        throw viewChanged('somebody', 'the claims');
      }),
    ).toEqual(['contract view-changed', 'somebody writes to what is read-only: the claims', FOR_READING]);
  });
});
