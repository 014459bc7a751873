import type { Scenario } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';

/** Prices of a market at the ends of steps: seconds, and the multiple of the opening price. */
export type Path = readonly (readonly [number, number])[];

/** A trial with parts of its scenario replaced. */
export const withScenario = (trial: Trial, scenario: Partial<Scenario>): Trial => ({
  ...trial,
  scenario: { ...trial.scenario, ...scenario },
});

/** Paths of the markets by name. */
export const pathsOf = ({ scenario }: Trial): Readonly<Record<string, Path>> =>
  (scenario.shock.params as { readonly markets: Readonly<Record<string, Path>> }).markets;

/** A trial with other paths, and another length. */
export const withPaths = (
  trial: Trial,
  markets: Readonly<Record<string, Path>>,
  duration = trial.scenario.duration,
): Trial =>
  withScenario(trial, {
    duration,
    shock: { ...trial.scenario.shock, params: { ...(trial.scenario.shock.params as object), markets } },
  });

/** Rounder and smaller numbers that are nearer to nothing. */
export const rounder = (value: number): readonly number[] => {
  const sign = Math.sign(value);
  const size = Math.abs(value);
  const tries = [
    0,
    1,
    10,
    100,
    1000,
    Math.floor(size / 2),
    Math.round(size / 100) * 100,
    Math.round(size / 10) * 10,
    size - 1,
  ];
  return [...new Set(tries)].filter((one) => one >= 0 && one < size).map((one) => sign * one);
};
