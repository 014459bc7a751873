import { formatRatio } from '../money/index.ts';
import { EQUALISED, type ExperimentFile, type Study } from './experiment-shape.ts';
import type { Override } from './overlay.ts';
import { locate, type Path, type Source } from './place.ts';
import type { ProblemList } from './problems.ts';
import type { Ablation, Axis, Equaliser, StudyPlan, TrilemmaPlan, Variation, Written } from './study-plan.ts';
import { asNumber, type TrilemmaFile } from './trilemma-shape.ts';
import { suggest } from './wording.ts';

/** The exchanges and scenarios of an experiment: as they are found, by what the file calls them. */
export type Listed = Readonly<Record<'exchange' | 'scenario', ReadonlyMap<string, string>>>;

/** A study and where it is written: at the top of the file, or under `full`. */
interface Layer {
  readonly study: Study;
  readonly path: Path;
}

/**
 * Reads what an experiment runs: the top of its file, with what `full` says laid over it when that is asked for.
 *
 * @param file - The file, its shape checked.
 * @param specs - Its exchanges and scenarios.
 * @param full - Whether to lay `full` over it.
 * @param source - Where things stand.
 * @param problems - Receives what is wrong, in both parts.
 */
export const readStudy = (
  file: ExperimentFile,
  specs: Listed,
  full: boolean,
  source: Source,
  problems: ProblemList,
): StudyPlan => {
  const top: Layer = { study: file, path: [] };
  const below: Layer | undefined = file.full === undefined ? undefined : { study: file.full, path: ['full'] };
  // A baseline that is not among the exchanges has been told; the first stands in for it.
  const baseline = specs.exchange.has(file.baseline ?? '') ? (file.baseline as string) : (file.exchanges[0] as string);
  const reader = new StudyReader(source, problems, specs, baseline);
  // What is not asked for is read too, so that a mistake in it is told at once.
  const [short, long] = [[top], below === undefined ? [top] : [top, below]].map((layers) => reader.read(layers));
  return (full ? long : short) as StudyPlan;
};

class StudyReader {
  readonly #source: Source;
  readonly #problems: ProblemList;
  readonly #specs: Listed;
  readonly #baseline: string;
  readonly #told = new Set<string>();

  constructor(source: Source, problems: ProblemList, specs: Listed, baseline: string) {
    this.#source = source;
    this.#problems = problems;
    this.#specs = specs;
    this.#baseline = baseline;
  }

  read(layers: readonly Layer[]): StudyPlan {
    const last = <K extends keyof Study>(key: K): readonly [Study[K], Path] | undefined => {
      const layer = layers.findLast(({ study }) => study[key] !== undefined);
      return layer && [layer.study[key], [...layer.path, key]];
    };
    const [seeds, at] = last('seeds') ?? [[1], []];
    const [equalise, where] = last('equalise') ?? [undefined, []];
    const equal = equalise === undefined ? {} : this.#equaliser(equalise, where);
    const ablations = new Map<string, Ablation>();
    for (const { study, path } of layers) {
      for (const [name, { scenario, exchange, scenarios }] of Object.entries(study.ablations ?? {})) {
        const own = [...path, 'ablations', name];
        ablations.set(name, {
          name,
          scenarios:
            scenarios?.map((each, i) => this.#listed('scenario', each, [...own, 'scenarios', i])) ??
            this.#all('scenario'),
          scenario: this.#overrides(scenario, [...own, 'scenario']),
          exchange: this.#overrides(exchange, [...own, 'exchange']),
        });
      }
    }
    const [trilemma, there] = last('trilemma') ?? [undefined, []];
    return {
      seeds: this.#seeds(seeds as NonNullable<Study['seeds']>, at),
      overrides: this.#merged(layers, 'overrides'),
      scenarioOverrides: this.#merged(layers, 'scenarioOverrides'),
      ...(Object.keys(equal).length === 0 ? {} : { equalise: equal }),
      vary: layers.flatMap(({ study, path }) => this.#variations(study.vary ?? [], [...path, 'vary'])),
      ablations: [...ablations.values()],
      ...(trilemma === undefined ? {} : { trilemma: this.#trilemma(trilemma, there) }),
      ranges: last('ranges')?.[0] ?? false,
    };
  }

  /** A problem of the top of the file is met with `full` and without; it is told once. */
  #add(path: Path, message: string, hint: string): void {
    const key = JSON.stringify([path, message]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#problems.add({ path, message, hint });
  }

  #written(value: unknown, path: Path): Written {
    return { value, place: locate(this.#source, path) };
  }

  #overrides(values: Readonly<Record<string, unknown>> | undefined, path: Path): readonly Override[] {
    return Object.entries(values ?? {}).map(([field, value]) => ({
      path: field,
      ...this.#written(value, [...path, field]),
    }));
  }

  #merged(layers: readonly Layer[], key: 'overrides' | 'scenarioOverrides'): readonly Override[] {
    const merged = new Map<string, Override>();
    for (const { study, path } of layers)
      for (const each of this.#overrides(study[key], [...path, key])) merged.set(each.path, each);
    return [...merged.values()];
  }

  #equaliser(written: NonNullable<Study['equalise']>, path: Path): Equaliser {
    const place = locate(this.#source, path);
    if (Array.isArray(written)) {
      const all: Required<Equaliser> = {
        fund: '0.005',
        margin: { value: 'baseline', place },
        mark: { value: 'baseline', place },
      };
      return Object.fromEntries(EQUALISED.filter((each) => written.includes(each)).map((each) => [each, all[each]]));
    }
    const { fund, margin, mark } = written;
    return {
      ...(fund === undefined ? {} : { fund: formatRatio(fund) }),
      ...(margin === undefined ? {} : { margin: this.#written(margin, [...path, 'margin']) }),
      ...(mark === undefined ? {} : { mark: this.#written(mark, [...path, 'mark']) }),
    };
  }

  #variations(entries: NonNullable<Study['vary']>, path: Path): readonly Variation[] {
    return entries.map(({ exchange = this.#baseline, path: field, with: values }, i) => {
      const own = [...path, i];
      const shown = values.map((value) => JSON.stringify(value));
      for (const [j, text] of shown.entries()) {
        if (shown.indexOf(text) < j) this.#add([...own, 'with', j], `${text} is listed twice`, 'keep one of them');
      }
      return {
        exchange: this.#listed('exchange', exchange, [...own, 'exchange']),
        path: field,
        with: values.map((value, j) => this.#written(value, [...own, 'with', j])),
      };
    });
  }

  #trilemma({ severity, diversion, solvency, fairness, revenue }: TrilemmaFile, path: Path): TrilemmaPlan {
    const axis = (name: 'severity' | 'diversion', { path: field, with: values }: TrilemmaFile['severity']): Axis => ({
      path: field,
      with: values.map((value, i) => this.#written(formatRatio(value), [...path, name, 'with', i])),
    });
    const [low, high] = fairness.ptsr;
    const [least, most] = fairness.pmr;
    return {
      severity: axis('severity', severity),
      diversion: axis('diversion', diversion),
      thresholds: {
        residual: asNumber(solvency.residual),
        breaches: asNumber(solvency.breaches),
        ptsr: [asNumber(low), asNumber(high)],
        pmr: [asNumber(least), asNumber(most)],
        revenue: asNumber(revenue),
      },
    };
  }

  #all(kind: keyof Listed): readonly string[] {
    return [...this.#specs[kind].values()];
  }

  /** What is named must be one of those compared. */
  #listed(kind: keyof Listed, name: string, path: Path): string {
    const found = this.#specs[kind].get(name);
    if (found !== undefined) return found;
    const names = [...this.#specs[kind].keys()];
    this.#add(path, `"${name}" is not among the ${kind}s`, suggest(name, names, `${kind}s: ${names.join(', ')}`));
    return name;
  }

  #seeds(seeds: NonNullable<Study['seeds']>, path: Path): readonly number[] {
    if (!Array.isArray(seeds)) return Array.from({ length: seeds.count }, (_, i) => seeds.from + i);
    for (const [i, each] of seeds.entries()) {
      if (seeds.indexOf(each) < i) this.#add([...path, i], `the seed ${each} is listed twice`, 'keep one of them');
    }
    return seeds;
  }
}
