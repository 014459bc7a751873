import type { RuleUse } from '../../check/axioms/index.ts';
import { type AdlAllocation, bindAmounts, configError, type Registry } from '../../contract/index.ts';
import { MoneyError, parseUnits } from '../../money/index.ts';
import { ProblemList } from '../../spec/problems.ts';
import { Uses } from '../../spec/use.ts';

/** A value as an option writes it: a number, true, false, or a text. */
const settingOf = (text: string): unknown => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
};

/** Takes `NAME:KEY=VALUE:KEY=VALUE` apart. */
const takeApart = (text: string): { readonly use: string } & Readonly<Record<string, unknown>> => {
  const [use = '', ...settings] = text.split(':');
  const params: Record<string, unknown> = {};
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    if (equals < 1)
      throw configError('bad-option', `"${setting}" of ${text} sets nothing`, {
        where: { path: '--rule' },
        hint: 'write NAME:PARAMETER=VALUE, as top-n-pro-rata:n=5',
      });
    params[setting.slice(0, equals)] = settingOf(setting.slice(equals + 1));
  }
  return { ...params, use };
};

/** The amounts of parameters, in the unit of the table. */
const bound = (use: RuleUse, decimals: number): RuleUse => {
  const toUnits = (decimal: string): number => {
    try {
      return parseUnits(decimal, decimals);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      throw configError('bad-option', `${use.name}: ${error.message}`, {
        where: { path: '--rule' },
        hint: error.hint,
        cause: error,
      });
    }
  };
  return { ...use, params: bindAmounts(use.params, toUnits) };
};

/**
 * The rules that were asked for, with their parameters.
 *
 * @param texts - `NAME` or `NAME:PARAMETER=VALUE`, any number of parameters; all rules of the registry at their defaults when left out.
 * @param decimals - Decimal places of the unit of the table, for parameters that are amounts.
 * @throws BreakwaterError `unknown-mechanism`, `bad-option`, with the nearest name.
 */
export const ruleUses = (
  texts: readonly string[] | undefined,
  registry: Registry,
  decimals: number,
): readonly RuleUse[] => {
  const names = texts ?? registry.list('adl.allocation').map(({ name }) => name);
  if (names.includes(''))
    throw configError('bad-option', 'a rule has no name', {
      where: { path: '--rule' },
      hint: 'breakwater list adl.allocation shows all',
    });
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    throw configError('bad-option', `the rule ${twice} is asked for twice`, { where: { path: '--rule' } });
  return names.map((name) => {
    const raw = takeApart(name);
    const source = { file: `--rule ${name}`, data: raw, find: () => undefined };
    const problems = new ProblemList(source, 'bad-option', (path) => (path[0] === 'use' ? '' : path.join('.')));
    const use = new Uses(registry, problems).resolve<AdlAllocation>('adl.allocation', raw, []);
    problems.throwIfAny();
    if (use === undefined)
      throw configError('bad-option', `"${name}" names no rule`, {
        where: { path: '--rule' },
        hint: 'breakwater list adl.allocation shows all',
      });
    return bound({ name, mechanism: use.mechanism, params: use.params }, decimals);
  });
};
