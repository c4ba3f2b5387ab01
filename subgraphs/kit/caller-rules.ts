import type { AccessTable } from './access-table.js';
import type { Appelant } from './appelant.js';
import { entry } from './entry.js';
import type { EntityClass } from './entity.js';
import type { PorteeRule } from './portee.js';
import { allOf, anyOf, everybody, nobody, type RowRule, type RowRules } from './row-rules.js';

export type RowRulesByEntity = ReadonlyMap<EntityClass, RowRules>;

/**
 * What the declared rules come down to for one caller. Worked out once for all of its requests: the
 * same token comes for a minute, and each of its rows asks.
 */
export class CallerRules {
  private readonly byPortee = new WeakMap<PorteeRule, Map<EntityClass, RowRule>>();
  private readonly byFields = new Map<EntityClass, Map<string, RowRule>>();

  constructor(
    readonly appelant: Appelant,
    readonly table: AccessTable,
    private readonly rules: RowRulesByEntity,
  ) {}

  /** What `portee` comes down to on this entity's rows. */
  rowRule(entity: EntityClass, portee: PorteeRule | undefined): RowRule {
    if (!portee) return everybody;
    const known = entry(this.byPortee, portee, () => new Map<EntityClass, RowRule>());
    return entry(known, entity, () => this.comesDownTo(entity, portee));
  }

  /** The rule of an entity's type: which of its rows exist for this caller. */
  typeRule(entity: EntityClass): RowRule {
    return this.rowRule(entity, this.table.types.get(entity.name));
  }

  /** The rules of the fields that a filter or a sort reads, as one rule on this entity's rows. */
  readRule(entity: EntityClass, coordinates: readonly string[]): RowRule {
    const known = entry(this.byFields, entity, () => new Map<string, RowRule>());
    return entry(known, coordinates.join(' '), () =>
      allOf(
        ...coordinates.map((coordinate) => {
          const [typeName = ''] = coordinate.split('.');
          return allOf(
            this.rowRule(entity, this.table.types.get(typeName)),
            this.rowRule(entity, this.table.fields.get(coordinate)),
          );
        }),
      ),
    );
  }

  /** Whether the caller holds the scopes, whatever the row. */
  holds({ alternatives }: PorteeRule): boolean {
    const { signataire, droits } = this.appelant;
    if (signataire === null) return false;
    return alternatives?.some((scopes) => scopes.every((scope) => droits.has(scope))) ?? true;
  }

  private comesDownTo(entity: EntityClass, portee: PorteeRule): RowRule {
    if (this.appelant.signataire === null) return nobody;
    if (portee.alternatives === null) return everybody;
    if (portee.rowless) return this.holds(portee) ? everybody : nobody;
    const perimetres = this.rules.get(entity)?.perimetres ?? {};
    const ofScope = (scope: string): RowRule => {
      const droit = this.appelant.droits.get(scope);
      if (!droit) return nobody;
      if (droit.perimetres === null) return everybody;
      return anyOf(...droit.perimetres.map((perimetre) => perimetres[perimetre] ?? nobody));
    };
    return anyOf(...portee.alternatives.map((scopes) => allOf(...scopes.map(ofScope))));
  }
}
