import { expect, test } from 'vitest';
import { BlockWriter, lookAt, makeBlock } from '../../../src/experiment/progress-block.ts';
import { StallWatch } from '../../../src/experiment/stall.ts';

const watched = () => {
  const block = makeBlock();
  const writer = new BlockWriter(block);
  const watch = new StallWatch(10);
  writer.phase('running');
  return { writer, look: (seconds: number) => watch.look(lookAt(block), seconds * 1000), sight: () => lookAt(block) };
};

test('a block tells the mechanism at work, the one that was last, and the steps', () => {
  const { writer, sight } = watched();
  expect(sight()).toMatchObject({ busy: false, current: '', done: 0, total: 0, phase: 'running' });
  writer.steps(41, 420);
  writer.enter('adl.ranking mine');
  expect(sight()).toMatchObject({ busy: true, current: 'adl.ranking mine', done: 41, total: 420 });
  writer.enter('margin tiered');
  expect(sight()).toMatchObject({ busy: true, current: 'margin tiered', outermost: 'adl.ranking mine' });
  writer.leave();
  expect(sight()).toMatchObject({ busy: true, current: 'adl.ranking mine' });
  writer.leave();
  expect(sight()).toMatchObject({ busy: false, current: 'adl.ranking mine', calls: 4, outerCalls: 2 });
});

test('names the call that has lasted longer than the limit', () => {
  const { writer, look } = watched();
  writer.enter('mark mine');
  expect(look(0)).toBeUndefined();
  expect(look(10)).toBeUndefined();
  expect(look(10.2)).toBe('mark mine');
});

test('many short calls are no stall', () => {
  const { writer, look } = watched();
  for (let second = 0; second < 100; second += 5) {
    writer.enter('mark mine');
    expect(look(second)).toBeUndefined();
    writer.leave();
  }
});

test('an outer call that asks others without end is named itself', () => {
  const { writer, look } = watched();
  writer.enter('adl greedy');
  const found: (string | undefined)[] = [];
  for (let second = 0; second <= 11; second++) {
    writer.enter('margin tiered');
    found.push(look(second));
    writer.leave();
  }
  expect(found.at(-1)).toBe('adl greedy');
});

test('an inner call that hangs is named, not the outer one', () => {
  const { writer, look } = watched();
  writer.enter('adl greedy');
  writer.enter('collateral mine');
  look(0);
  expect(look(11)).toBe('collateral mine');
});

test('the engine may take longer than a mechanism, and measuring as long as it needs', () => {
  const { writer, look } = watched();
  writer.enter('shock ramp');
  writer.leave();
  look(0);
  expect(look(50)).toBeUndefined();
  expect(look(61)).toBe('shock ramp');
  writer.phase('measuring');
  expect(look(500)).toBeUndefined();
});

test('reading a file may take three times as long as a call', () => {
  const { writer, look } = watched();
  writer.phase('reading');
  writer.enter('plug-in mine.ts');
  look(0);
  expect(look(30)).toBeUndefined();
  expect(look(31)).toBe('plug-in mine.ts');
});

test('a table of names that is full still counts calls', () => {
  const { writer, sight } = watched();
  for (let i = 0; i < 2000; i++) {
    writer.enter(`adl.ranking rule-number-${i}`);
    writer.leave();
  }
  expect(sight().calls).toBe(4000);
});
