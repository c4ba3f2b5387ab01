import { getNamedType, isEnumType, Kind, type FieldNode, type GraphQLField } from 'graphql';
import type { SubgraphError } from '../fetching/subgraph-answer.js';
import type { MergedSubgraph } from '../planning/partitions.js';
import {
  comparePositions,
  readOperatorCursor,
  type PageCursors,
  type Position,
} from './page-cursors.js';
import { takenRows, type Data, type PageCall, type PagePart } from './taken-rows.js';

/** Response keys under which the gateway asks for what merging needs. No caller's key is like them. */
export const positionsKey = 'passerelle_positions';
export const placeKey = 'passerelle_page';

export interface MergedPage {
  readonly data: Data;
  /** By operator: where each of its rows went; -1: nowhere. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** An operator's page is not what was asked for. */
export class FaultyPage extends Error {
  override readonly name = 'FaultyPage';
}

/** One field of a subgraph that is a page, with what of it a caller selects. */
export class MergedPageField {
  /** Response key → field of the connection. */
  private readonly parts: ReadonlyMap<string, string>;
  private readonly cursorKeys: ReadonlySet<string>;
  private readonly pageInfoKeys: ReadonlyMap<string, string>;
  private readonly sorts: ReadonlyMap<string, 'ASC' | 'DESC'>;
  private readonly defaultSort: string;
  private readonly sortArgument: string;
  /** What was read of operators' answers: a page is looked at before it is merged. */
  private readonly parsed = new WeakMap<Data, PagePart>();
  /** Some of its rows are asked for, or where it stands. */
  readonly hasRows: boolean;

  constructor(
    readonly coordinate: string,
    private readonly size: number,
    readonly node: FieldNode,
    definition: GraphQLField<unknown, unknown>,
    { orders }: MergedSubgraph,
  ) {
    this.parts = keysOf(node);
    this.cursorKeys = namesUnder(node, 'edges', 'cursor');
    this.pageInfoKeys = keysUnder(node, 'pageInfo');
    this.hasRows = [...this.parts.values()].some((name) =>
      ['edges', 'nodes', 'pageInfo'].includes(name),
    );
    const argument = definition.args.find(({ type }) => isEnumType(getNamedType(type)));
    this.sortArgument = argument?.name ?? '';
    const type = argument && getNamedType(argument.type);
    this.sorts = orders.get(type?.name ?? '') ?? new Map<string, 'ASC' | 'DESC'>();
    // The first of the enum is the order where none is asked for: `sorts` of the kit.
    this.defaultSort = isEnumType(type) ? (type.getValues()[0]?.name ?? '') : '';
  }

  /** @returns null: its cursor is none of this list's. */
  call(argument: (name: string) => unknown, cursors: PageCursors): PageCall | null {
    const asked = argument(this.sortArgument);
    const sort = typeof asked === 'string' ? asked : this.defaultSort;
    const list = `${this.coordinate} ${sort}`;
    const first = argument('first');
    const cursor = argument('after');
    const after =
      typeof cursor === 'string' && cursor !== '' ? cursors.open(list, cursor) : undefined;
    if (after === null) return null;
    return {
      list,
      sort,
      order: this.sorts.get(sort) ?? 'ASC',
      limit: typeof first === 'number' ? first : this.size,
      first,
      after: after ?? null,
    };
  }

  /** @param most rows that the operator was asked for. @throws FaultyPage */
  read(operator: string, value: unknown, call: PageCall, most = call.limit): PagePart {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FaultyPage();
    const data = value as Data;
    const known = this.parsed.get(data);
    if (known) return known;
    const part = this.parse(operator, data, call, most);
    this.parsed.set(data, part);
    return part;
  }

  private parse(operator: string, data: Data, call: PageCall, most: number): PagePart {
    if (!this.hasRows) {
      const none = { positions: [], hasNextPage: false, start: null, end: null };
      return { operator, data, ...none };
    }
    const place = data[placeKey];
    const rows = data[positionsKey];
    if (!Array.isArray(rows) || typeof place !== 'object' || place === null) throw new FaultyPage();
    const positions = rows.map((row: unknown) => positionOf((row as Data)['cursor'], call.sort));
    if (positions.length > most) throw new FaultyPage();
    for (const [key, name] of this.parts) {
      if (name !== 'edges' && name !== 'nodes') continue;
      const items = data[key];
      if (!Array.isArray(items) || items.length !== positions.length) throw new FaultyPage();
    }
    const { hasNextPage, startCursor, endCursor } = place as Data;
    const end = endCursor === null ? null : positionOf(endCursor, call.sort);
    const start = startCursor === null ? null : positionOf(startCursor, call.sort);
    if (typeof hasNextPage !== 'boolean' || (hasNextPage && !end)) throw new FaultyPage();
    // A list that goes back, or does not go on, would be read without an end.
    let last = call.after?.get(operator) ?? null;
    for (const position of [...positions, ...(end ? [end] : [])]) {
      const beyond = last === null ? 1 : comparePositions(position, last, call.order);
      if (beyond < 0 || (beyond === 0 && position !== end)) throw new FaultyPage();
      last = position;
    }
    // One that says it goes on, from where it was, would never end.
    const before = call.after?.get(operator);
    if (hasNextPage && before && end && comparePositions(end, before, call.order) <= 0) {
      throw new FaultyPage();
    }
    return { operator, data, positions, hasNextPage, start, end };
  }

  /** @param complete every operator that may have rows has answered. */
  merge(
    parts: readonly PagePart[],
    call: PageCall,
    complete: boolean,
    cursors: PageCursors,
  ): MergedPage {
    const taken = takenRows(parts, call);
    const data: Data = {};
    const progress = new Map(call.after ?? []);
    const seal = (): string => cursors.seal(call.list, progress);
    const places = new Map(
      parts.map(({ operator, positions }) => [operator, positions.map(() => -1)]),
    );
    let startCursor: string | null = null;
    const needsCursors = this.cursorKeys.size > 0;
    const wanted = new Set(this.pageInfoKeys.values());
    const rowCursors: string[] = [];
    taken.rows.forEach(({ part, index }, place) => {
      const position = part.positions[index] as Position;
      progress.set(part.operator, position);
      (places.get(part.operator) as number[])[index] = place;
      if (needsCursors) rowCursors.push(seal());
      if (place === 0 && wanted.has('startCursor')) startCursor = seal();
    });
    // What an operator left out of its own page is behind the reader as well.
    for (const part of parts) {
      if (part.end && !taken.cut.has(part)) progress.set(part.operator, part.end);
    }
    const isEmpty = taken.rows.length === 0 && parts.every(({ end }) => end === null);
    const pageInfo: Data = {
      hasNextPage: taken.more,
      hasPreviousPage: call.after !== null,
      startCursor,
      endCursor: isEmpty || !wanted.has('endCursor') ? null : seal(),
    };
    for (const [key, name] of this.parts) {
      if (name === 'totalCount') data[key] = complete ? sumOf(parts, key) : null;
      // Who says nothing may have some: what the others have is no less true.
      else if (name === 'minimumCount') data[key] = sumOf(parts.filter(counts(key)), key);
      else if (name === 'pageInfo') data[key] = this.pageInfo(pageInfo);
      else if (name === '__typename') data[key] = parts[0]?.data[key] ?? null;
      else {
        data[key] = taken.rows.map(({ part, index }, place) => {
          const item: unknown = (part.data[key] as unknown[])[index];
          if (name === 'nodes' || !isObject(item)) return item;
          for (const cursorKey of this.cursorKeys) item[cursorKey] = rowCursors[place];
          return item;
        });
      }
    }
    return { data, places };
  }

  /** One operator's page and what came behind it. */
  joined({ data: page }: PagePart, { data: next }: PagePart): Data {
    const rows = [positionsKey, ...[...this.parts.keys()].filter((key) => this.isRows(key))];
    const joined = rows.map((key) => [
      key,
      [...(page[key] as unknown[]), ...(next[key] as unknown[])],
    ]);
    const begun = page[placeKey] as Data;
    const ended = next[placeKey] as Data;
    const place = {
      hasNextPage: ended['hasNextPage'],
      startCursor: begun['startCursor'] ?? ended['startCursor'],
      endCursor: ended['endCursor'] ?? begun['endCursor'],
    };
    return { ...page, ...(Object.fromEntries(joined) as Data), [placeKey]: place };
  }

  /** Errors below the rows of what came behind a page at the root, as they stand in both together. */
  errorsBehind(
    { positions }: PagePart,
    errors: readonly SubgraphError[],
  ): readonly SubgraphError[] {
    return errors.map((error) => {
      const [key, rows, index, ...rest] = error.path ?? [];
      if (key === undefined || !this.isRows(rows) || typeof index !== 'number') return error;
      return { ...error, path: [key, rows as string, positions.length + index, ...rest] };
    });
  }

  /** Whether a response key of the connection holds its rows. */
  isRows(key: unknown): boolean {
    const name = typeof key === 'string' ? this.parts.get(key) : undefined;
    return name === 'edges' || name === 'nodes';
  }

  private pageInfo(values: Data): Data {
    return Object.fromEntries(
      [...this.pageInfoKeys].map(([key, name]) => [
        key,
        // The engine knows the type; nobody needs the name.
        values[name] ?? null,
      ]),
    );
  }
}

/** null where one of them tells no number. */
function sumOf(parts: readonly PagePart[], key: string): number | null {
  if (!parts.every(counts(key))) return null;
  return parts.reduce((sum, { data }) => sum + (data[key] as number), 0);
}

function counts(key: string): (part: PagePart) => boolean {
  return ({ data }) => Number.isSafeInteger(data[key]) && (data[key] as number) >= 0;
}

function positionOf(cursor: unknown, sort: string): Position {
  const position = readOperatorCursor(cursor, sort);
  if (!position) throw new FaultyPage();
  return position;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Response key → field name, of what is selected directly below. */
function keysOf(node: FieldNode): Map<string, string> {
  const keys = new Map<string, string>();
  const add = (selections: NonNullable<FieldNode['selectionSet']>['selections']): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet.selections);
      if (selection.kind !== Kind.FIELD) continue;
      keys.set(selection.alias?.value ?? selection.name.value, selection.name.value);
    }
  };
  add(node.selectionSet?.selections ?? []);
  return keys;
}

function keysUnder(node: FieldNode, field: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const selection of node.selectionSet?.selections ?? []) {
    if (selection.kind !== Kind.FIELD || selection.name.value !== field) continue;
    for (const [key, name] of keysOf(selection)) keys.set(key, name);
  }
  return keys;
}

function namesUnder(node: FieldNode, field: string, name: string): ReadonlySet<string> {
  return new Set(
    [...keysUnder(node, field)].flatMap(([key, known]) => (known === name ? [key] : [])),
  );
}
