import type { Placed } from './collect.js';
import type { ContextVariable } from '../planning/planned-step.js';
import { mayBe, typeOfStep } from '../planning/type-step.js';
import type { TypeSystem } from '../planning/type-system.js';

/** What the fields of a fetch take from objects above their own (`@fromContext`). */
export class ContextArguments {
  constructor(
    private readonly variables: readonly ContextVariable[],
    private readonly types: TypeSystem,
  ) {}

  /**
   * The variables of a request, as JSON without braces.
   * @returns null: one of the values is not there, since whoever has it failed.
   */
  write(placed: Placed): string | null {
    let text = '';
    for (const { name, sources } of this.variables) {
      const value = this.valueOf(placed, sources);
      if (value === undefined) return null;
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
    }
    return text;
  }

  private valueOf(placed: Placed, sources: ContextVariable['sources']): unknown {
    for (const { levels, path } of sources) {
      let from: Placed | null = placed;
      for (let i = 0; i < levels && from; i += 1) from = from.above;
      const value = from ? this.read(from.object, path, 0) : undefined;
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private read(value: unknown, path: readonly string[], index: number): unknown {
    const step = path[index];
    if (step === undefined || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => this.read(item, path, index));
      return items.includes(undefined) ? undefined : items;
    }
    if (typeof value !== 'object') return undefined;
    const object = value as Record<string, unknown>;
    const type = typeOfStep(step);
    if (type !== null) {
      return mayBe(this.types, object, type) ? this.read(object, path, index + 1) : undefined;
    }
    return Object.hasOwn(object, step) ? this.read(object[step], path, index + 1) : undefined;
  }
}
