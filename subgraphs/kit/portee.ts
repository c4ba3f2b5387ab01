import { Directive, Extensions } from 'type-graphql';

/** What a type or field demands: any of the alternatives, each with all of its scopes. */
export interface PorteeRule {
  /** null: no scope needed. Outer list OR, inner AND. */
  readonly alternatives: readonly (readonly string[])[] | null;
  /** Judged by the scopes held alone, because the rows behind judge themselves. */
  readonly rowless: boolean;
}

type TypeOrFieldDecorator = ClassDecorator & PropertyDecorator & MethodDecorator;

type Alternatives = readonly (string | readonly string[])[];

/**
 * Demands scopes: `@Portee('incident:auteur')`, `@Portee('a:b', ['c:d', 'e:f'])` = a:b OR (c:d AND
 * e:f). Emits `@requiresScopes` into the SDL and guards the value per row: null without an error
 * where the caller lacks the scope, or the row does not meet its perimeters. On an entity type it
 * also governs which rows lists, counts, filters, sorts, cursors and `_entities` see.
 */
export function Portee(...alternatives: Alternatives): TypeOrFieldDecorator {
  return demand(alternatives, false);
}

/**
 * Demands scopes on a field or type that only leads to rows (`Commune.incidents`, a connection):
 * the scope must be held, and each row behind is judged by its own rule.
 */
export function PorteeListe(...alternatives: Alternatives): TypeOrFieldDecorator {
  return demand(alternatives, true);
}

/** Open to every signatory in force: emits `@authenticated`. */
export function Authentifie(): TypeOrFieldDecorator {
  return combine(
    Directive('@authenticated'),
    Extensions({ portee: { alternatives: null, rowless: true } }),
  );
}

/**
 * On a field of a filter input: names the fields that using it reads (`'Incident.lieuType'`). Emits
 * `@readsField` for the gateway, and makes lists see only the rows on which the caller may read
 * those fields. Needed where the field has more rule than its type.
 */
export function ReadsField(...coordinates: readonly string[]): PropertyDecorator {
  return combine(
    ...coordinates.map((coordinate) => Directive(`@readsField(coordinate: "${coordinate}")`)),
    Extensions({ readsField: coordinates }),
  );
}

function demand(alternatives: Alternatives, rowless: boolean): TypeOrFieldDecorator {
  const scopes = alternatives.map((scope) => (typeof scope === 'string' ? [scope] : scope));
  if (scopes.length === 0 || scopes.some((all) => all.length === 0 || all.includes(''))) {
    throw new Error('@Portee needs at least one scope, and no empty alternative.');
  }
  return combine(
    Directive(`@requiresScopes(scopes: ${JSON.stringify(scopes)})`),
    Extensions({ portee: { alternatives: scopes, rowless } }),
  );
}

function combine(...decorators: readonly unknown[]): TypeOrFieldDecorator {
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
    for (const decorate of decorators as readonly ((...place: unknown[]) => void)[]) {
      decorate(target, key, descriptor);
    }
  };
}
