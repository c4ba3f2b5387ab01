import type { AccessModel } from '../../../schema/rules/access-model.js';
import { isOfTerritory, type OperatorTerritories } from '../../../schema/reference/operator-for.js';
import { holds, type Formula } from '../../../schema/rules/formula.js';
import type { ValueOf } from './call-arguments.js';
import type { Unit } from './merged-fetch.js';
import type { PageCalls } from './asked-pages.js';
import type { AskedOperator, PartitionedRequest } from './partitioned-request.js';

export interface Assignment {
  readonly asked: AskedOperator;
  readonly units: ReadonlySet<Unit>;
}

/** Who of several operators is asked what: those that can have something of it for the caller. */
export class OperatorChoice {
  constructor(
    private readonly model: AccessModel,
    private readonly territories: OperatorTerritories,
    /** Who has what is common; null: nobody. */
    private readonly common: string | null,
  ) {}

  /** Which units each operator can have something of, for this caller. */
  assign(request: PartitionedRequest, calls: PageCalls): readonly Assignment[] {
    const { fetch, operators, own, valueOf } = request;
    const alike = this.assignAlike(
      request,
      fetch.units.filter(({ as }) => as === 'any'),
    );
    return operators.flatMap((asked) => {
      const parted = fetch.units.filter((unit) => {
        // A cursor of nobody's list is refused here.
        if (unit.as === 'any' || (unit.page && !calls.get(unit))) return false;
        if (unit.as === 'own' && asked.operator !== (own ?? this.common)) return false;
        return this.canHave(unit, asked, valueOf);
      });
      const known = alike.find((assignment) => assignment.asked === asked)?.units ?? [];
      const units = new Set([...parted, ...known]);
      return units.size === 0 ? [] : [{ asked, units }];
    });
  }

  /** What all of them have alike: the caller's own is asked, or the first that may answer. */
  assignAlike(
    { operators, own, valueOf }: PartitionedRequest,
    units: readonly Unit[],
    silent: ReadonlySet<string> = new Set(),
  ): readonly Assignment[] {
    const mine = operators.filter(({ operator }) => operator === own);
    const inTurn = [...mine, ...operators.filter((asked) => !mine.includes(asked))].filter(
      ({ operator }) => !silent.has(operator),
    );
    const assigned = new Map<AskedOperator, Set<Unit>>();
    for (const unit of units) {
      const asked = inTurn.find((candidate) => this.canHave(unit, candidate, valueOf));
      if (asked) assigned.set(asked, (assigned.get(asked) ?? new Set<Unit>()).add(unit));
    }
    return [...assigned].map(([asked, ofIt]) => ({ asked, units: ofIt }));
  }

  canHave(
    { need, uses, at }: Unit,
    { operator, rights }: AskedOperator,
    valueOf: ValueOf,
  ): boolean {
    if (!isOfTerritory(this.territories.get(operator) ?? {}, at)) return false;
    const met = (formula: Formula): boolean => holds(formula, rights);
    return (
      met(need) &&
      uses.every(({ variable, type, need: demanded, fallback }) => {
        const given = valueOf(variable);
        const value = given === undefined ? fallback : given;
        if (value === undefined) return true;
        return met(demanded) && met(this.model.inputReads.ofValue(type, value));
      })
    );
  }
}
