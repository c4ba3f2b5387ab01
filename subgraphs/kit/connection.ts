import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { countedExactly } from './counted.js';
import type { EntityClass } from './entity.js';
import type { Paced } from './pace.js';
import type { Page } from './page.js';
import { Authentifie, PorteeListe } from './portee.js';

@ObjectType({ description: 'Où se trouve la page dans la liste.' })
@Directive('@shareable')
@Authentifie()
class PageInfo {
  @Field(() => Boolean, { description: 'Il existe des éléments après cette page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Il existe des éléments avant cette page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Curseur du premier élément de la page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Curseur du dernier élément : à donner à « after » pour la page suivante.',
  })
  endCursor!: string | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A Relay connection over one page. */
export interface Connection<T> {
  edges(): Promise<readonly Paced<Edge<T>>[]>;
  nodes(): Promise<readonly Paced<T>[]>;
  pageInfo(): Promise<PageInfo>;
  totalCount(): Promise<number | null>;
  minimumCount(): Promise<number | null>;
}

/** The Relay connection type of an entity. `portee` null: open to every signatory. */
export function connectionOf<T extends object>(
  node: EntityClass<T>,
  portee: readonly string[] | null,
): new (page: Page<T>) => Connection<T> {
  const access = portee ? PorteeListe(...portee) : Authentifie();

  @ObjectType(`${node.name}Edge`, { description: 'Un élément de la liste et son curseur.' })
  @access
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Position de l’élément dans cette liste et ce tri.' })
    cursor!: string;

    @Field(() => node, { description: 'L’élément.' })
    node!: T;
  }

  @ObjectType(`${node.name}Connection`, {
    description: 'Une page d’une liste. Ne contient et ne compte que ce que l’appelant peut lire.',
  })
  @access
  class ConnectionType implements Connection<T> {
    readonly #page: Page<T>;

    constructor(page: Page<T>) {
      this.#page = page;
    }

    @Field(() => [EdgeType], { description: 'Les éléments de la page avec leurs curseurs.' })
    async edges(): Promise<readonly Paced<EdgeType>[]> {
      const { rows, cursors } = await this.#page.slice();
      const edges = rows.map((row, index) =>
        Object.assign(new EdgeType(), { node: row, cursor: cursors[index] ?? '' }),
      );
      return this.#page.pace.of(edges);
    }

    @Field(() => [node], { description: 'Les éléments de la page.' })
    async nodes(): Promise<readonly Paced<T>[]> {
      return this.#page.pace.of((await this.#page.slice()).rows);
    }

    @Field(() => PageInfo, { description: 'Où se trouve la page dans la liste.' })
    async pageInfo(): Promise<PageInfo> {
      const { startCursor, endCursor, hasNextPage, hasPreviousPage } = await this.#page.slice();
      return Object.assign(new PageInfo(), {
        hasNextPage,
        hasPreviousPage,
        startCursor,
        endCursor,
      });
    }

    // Nullable for who merges the answers of several operators too: without one of them nobody knows it.
    @Field(() => Int, {
      nullable: true,
      description: `Nombre exact d’éléments de la liste que l’appelant peut lire. Absent si un partenaire n’a pas répondu ou si, au-delà de ${countedExactly}, les compter tous serait trop long : minimumCount dit alors combien il y en a au moins.`,
    })
    async totalCount(): Promise<number | null> {
      return (await this.#page.counted()).total;
    }

    @Field(() => Int, {
      nullable: true,
      description:
        'Nombre d’éléments que la liste a au moins ; le même que totalCount quand celui-ci est connu.',
    })
    async minimumCount(): Promise<number | null> {
      return (await this.#page.counted()).minimum;
    }
  }
  return ConnectionType;
}
