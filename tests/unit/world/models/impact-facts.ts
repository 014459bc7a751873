import fc from 'fast-check';
import type { Impact, ImpactFlow, ImpactView, Json } from '../../../../src/contract/index.ts';

/** A quarter of a percent per thousand: far above rounding, far below any effect. */
const CLOSE = 1e-9;

/** What every impact mechanism must do, by id; each is given the mechanism and checks it over generated flows. */
export type ImpactFact = (impact: Impact, params: unknown) => void;

/** Evenly spread: a double of fast-check is nearly always tiny. */
const real = (min: number, max: number) => fc.integer({ min: 0, max: 1e9 }).map((k) => min + ((max - min) * k) / 1e9);
/** Depth 10^3 to 10^8, flows from a millionth of it to a hundred times of it. */
const situations = fc
  .record({
    depth: real(3, 8),
    multiplier: real(0.01, 1),
    standing: real(0, 1),
    openInterest: real(0, 9),
    before: fc.array(real(-2, 2), { maxLength: 3 }),
  })
  .map(({ depth, multiplier, standing, openInterest, before }) => {
    const depthAtOnePercent = 10 ** depth;
    const view: ImpactView = {
      market: { id: 'M', class: 'major', open: 100, beta: 1, openInterest: 10 ** openInterest, depthAtOnePercent },
      multiplier,
      quoted: multiplier * standing,
    };
    return { view, before: before.map((share) => flowOf(share, depthAtOnePercent)), unit: depthAtOnePercent };
  });
const size = real(-6, 2).map((power) => 10 ** power);
const side = fc.constantFrom<1 | -1>(1, -1);

const flowOf = (signed: number, unit: number): ImpactFlow => ({
  side: signed < 0 ? -1 : 1,
  notional: Math.abs(signed) * unit,
});

/** A mechanism with a state of its own, after some flows. */
const started = (impact: Impact, params: unknown, view: ImpactView, before: readonly ImpactFlow[]) => {
  let state: Json = impact.initial?.(params as never) ?? null;
  const at = (time: ImpactView = view) => ({
    quote: (flow: ImpactFlow) => impact.quote(flow, time, params as never, state),
    apply: (flow: ImpactFlow) => impact.apply(flow, time, params as never, state),
    step: (seconds: number) => impact.step(seconds, time, params as never, state),
    depth: (displacement: number) => impact.depth(displacement, time, params as never),
    displacement: () => impact.displacement(time, params as never, state),
    save: () => structuredClone(state),
    restore: (saved: Json) => {
      state = structuredClone(saved);
    },
  });
  const live = at();
  for (const flow of before) live.apply(flow);
  return live;
};

const near = (what: string, a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): void => {
  if (!(Math.abs(a - b) <= CLOSE * Math.max(scale, 1e-3))) throw new Error(`${what}: ${a} is not ${b}`);
};
const holds = (what: string, truth: boolean): void => {
  if (!truth) throw new Error(what);
};

export const IMPACT_FACTS: Readonly<Record<string, ImpactFact>> = {
  'impact/bigger-is-no-better': (impact, params) =>
    fc.assert(
      fc.property(situations, side, size, real(1, 50), ({ view, before, unit }, way, notional, times) => {
        const live = started(impact, params, view, before);
        const [small, large] = [1, times].map((k) => live.quote({ side: way, notional: notional * unit * k }));
        holds('a bigger order fills less', large!.filled >= small!.filled * (1 - CLOSE));
        holds('a bigger order has a better average', way * (large!.vwap - small!.vwap) >= -CLOSE * small!.vwap);
        holds('a bigger order ends better', way * (large!.endPrice - small!.endPrice) >= -CLOSE * small!.endPrice);
      }),
    ),
  'impact/stays-in-bounds': (impact, params) =>
    fc.assert(
      fc.property(situations, side, size, ({ view, before, unit }, way, notional) => {
        const live = started(impact, params, view, before);
        const start = live.quote({ side: way, notional: 0 }).endPrice;
        const found = live.quote({ side: way, notional: notional * unit });
        const [low, high] = [Math.min(start, found.endPrice), Math.max(start, found.endPrice)];
        holds('a price is not above zero', low > 0);
        holds('the average lies outside the way', found.vwap >= low && found.vwap <= high);
        holds('more is filled than asked for', found.filled <= notional * unit * (1 + CLOSE));
        const offered = live.depth(Number.MAX_VALUE);
        holds('more is filled than both sides offer', found.filled <= 2 * offered * (1 + CLOSE));
      }),
    ),
  'impact/no-free-round-trip': (impact, params) =>
    fc.assert(
      fc.property(situations, side, size, ({ view, before, unit }, way, notional) => {
        const live = started(impact, params, view, before);
        const out = live.quote({ side: way, notional: notional * unit });
        live.apply({ side: way, notional: notional * unit });
        const back = live.quote({ side: -way as 1 | -1, notional: out.filled });
        // What was bought at the one average is sold at the other.
        const earned = way === 1 ? back.vwap - out.vwap : out.vwap - back.vwap;
        holds(`a round trip earns ${earned}`, earned * out.filled <= CLOSE * Math.max(out.filled, unit));
      }),
    ),
  'impact/splits-agree': (impact, params) =>
    fc.assert(
      fc.property(situations, side, size, real(0.01, 0.99), ({ view, before, unit }, way, notional, share) => {
        const live = started(impact, params, view, before);
        const fresh = live.save();
        const whole = live.quote({ side: way, notional: notional * unit });
        live.apply({ side: way, notional: notional * unit });
        const reached = live.displacement();
        live.restore(fresh);
        const parts = [share, 1 - share].map((part) => {
          const flow = { side: way, notional: notional * unit * part };
          const found = live.quote(flow);
          live.apply(flow);
          return found;
        });
        near('displacement', live.displacement(), reached);
        near('filled', parts[0]!.filled + parts[1]!.filled, whole.filled, unit);
        const paid = parts.reduce((sum, { filled, vwap }) => sum + filled * vwap, 0);
        near('paid', paid, whole.filled * whole.vwap, unit);
        near('end price', parts[1]!.endPrice, whole.endPrice);
      }),
    ),
  'impact/steps-add-up': (impact, params) =>
    fc.assert(
      fc.property(situations, real(0, 2000), real(0, 2000), ({ view, before }, a, b) => {
        const live = started(impact, params, view, before);
        const fresh = live.save();
        live.step(a);
        live.step(b);
        const twice = live.displacement();
        live.restore(fresh);
        live.step(a + b);
        near('displacement', live.displacement(), twice);
      }),
    ),
  'impact/scales': (impact, params) =>
    fc.assert(
      fc.property(situations, side, size, real(0.1, 1000), ({ view, before, unit }, way, notional, k) => {
        const { market } = view;
        const larger: ImpactView = {
          ...view,
          market: { ...market, depthAtOnePercent: market.depthAtOnePercent * k, openInterest: market.openInterest * k },
        };
        const [one, other] = [
          { at: view, by: 1 },
          { at: larger, by: k },
        ].map(({ at, by }) => {
          const flows = before.map((flow) => ({ ...flow, notional: flow.notional * by }));
          const live = started(impact, params, at, flows);
          live.step(60);
          return {
            displacement: live.displacement(),
            found: live.quote({ side: way, notional: notional * unit * by }),
          };
        });
        near('displacement', other!.displacement, one!.displacement);
        near('end price', other!.found.endPrice, one!.found.endPrice);
        near('average', other!.found.vwap, one!.found.vwap);
      }),
    ),
  'impact/moves-the-price': (impact, params) =>
    fc.assert(
      fc.property(situations, side, ({ view, unit }, way) => {
        const live = started(impact, params, view, []);
        live.apply({ side: way, notional: unit });
        holds('a flow as large as the depth moves nothing', -way * live.displacement() > 1e-6);
        near('end price', live.quote({ side: way, notional: 0 }).endPrice, Math.exp(-live.displacement()));
      }),
    ),
  'impact/forgets': (impact, params) =>
    fc.assert(
      fc.property(situations, ({ view, before }) => {
        const live = started(impact, params, view, before);
        const pushed = Math.abs(live.displacement());
        live.step(1e9);
        holds('a displacement stays for decades', Math.abs(live.displacement()) <= 1e-6 * pushed);
      }),
    ),
};
