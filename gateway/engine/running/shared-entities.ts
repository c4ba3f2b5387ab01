import type { DataObject } from '../json/data-object.js';
import type { AskedEntities } from './asked-entities.js';
import type { SameRequest } from './compile-plan.js';

/** An entity that several steps of one operation may ask for with the same text. */
export interface SharedEntity {
  /** null: the subgraph has no such entity; undefined: it failed. Meaningless while `pending`. */
  entity: DataObject | null | undefined;
  pending: Promise<void> | null;
  /** Who asked for it first: those objects bear its fault marks. */
  readonly asked: AskedEntities;
  readonly index: number;
}

/** What one step finds of the entities it asks for. The numbers are those of its representations. */
interface Claim {
  readonly entities: readonly SharedEntity[];
  /** Nobody asked for these yet: the step has to. */
  readonly missing: readonly number[];
  readonly repeated: readonly number[];
}

/** By request and representation: an entity asked twice for the same leaves is fetched once. */
export class SharedEntities {
  private readonly known = new Map<SameRequest, Map<string, SharedEntity>>();

  claim(request: SameRequest, asked: AskedEntities): Claim {
    const known = this.known.get(request) ?? new Map<string, SharedEntity>();
    this.known.set(request, known);
    const missing: number[] = [];
    const repeated: number[] = [];
    const entities = asked.representations.map((representation, index) => {
      const earlier = known.get(representation);
      if (earlier) {
        repeated.push(index);
        return earlier;
      }
      const entry: SharedEntity = { entity: undefined, pending: null, asked, index };
      known.set(representation, entry);
      missing.push(index);
      return entry;
    });
    return { entities, missing, repeated };
  }
}
