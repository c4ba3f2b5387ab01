/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- it does not end on the types of GraphQL, which hold each other */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A kind of case that organisations wait for each other in, as the caller's graph has it. */
export interface CaseType {
  readonly type: GraphQLObjectType;
  /** Name of the list on the root of the graph, and of one element. */
  readonly list: string;
  readonly lookup: string;
  /** The list's order from the longest waiting on; null where it has none. */
  readonly order: string | null;
}

/** An act as the caller's graph offers it. */
export interface Act {
  /** Of its mutation. */
  readonly name: string;
  readonly description: string;
  readonly args: readonly { readonly name: string; readonly type: GraphQLInputType }[];
  /** Field of its answer that holds the case. */
  readonly answer: string;
  /** It begins a case, and is done on none. */
  readonly isBeginning: boolean;
}

/** Every kind of case whose list can be asked for what waits for the caller. */
export function caseTypes(schema: GraphQLSchema): readonly CaseType[] {
  const root = Object.values(schema.getQueryType()?.getFields() ?? {});
  return root.flatMap((list) => {
    const filter = getNamedType(list.args.find(({ name }) => name === 'filtre')?.type);
    const waits = isInputObjectType(filter) && getNamedType(filter.getFields()['attend']?.type);
    const nodes = nodesOf(list.type);
    if (!isEnumType(waits) || !waits.getValue('MOI') || !nodes) return [];
    if (!nodes.getFields()['actesPossibles']) return [];
    const lookup = root.find(
      ({ args, type }) => type === nodes && args.length === 1 && args[0]?.name === 'id',
    );
    if (!lookup) return [];
    const orders = getNamedType(list.args.find(({ name }) => name === 'tri')?.type);
    const order = isEnumType(orders) && orders.getValue('ANCIENNETE') ? 'ANCIENNETE' : null;
    return [{ type: nodes, list: list.name, lookup: lookup.name, order }];
  });
}

/** The acts on a kind of case, of all that the caller's graph has. */
export function actsOn({ type }: Pick<CaseType, 'type'>, schema: GraphQLSchema): readonly Act[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return fields.flatMap((field) => {
    const answer = getNamedType(field.type);
    if (!isObjectType(answer) || !answer.getFields()['erreurs']) return [];
    const held = Object.values(answer.getFields()).find(
      ({ type: of }) => getNamedType(of) === type,
    );
    if (!held) return [];
    const { name, description, args } = field;
    return [
      {
        name,
        description: description ?? '',
        args: args.map((argument) => ({ name: argument.name, type: argument.type })),
        answer: held.name,
        isBeginning: !args.some((argument) => argument.name === 'id'),
      },
    ];
  });
}

/** All that the caller may read of one case, two steps deep. */
export function caseQuery({ type, lookup }: CaseType): string {
  return `query Dossier($id: ID!) { ${lookup}(id: $id) { ${selectionOf(type, 2)} } }`;
}

/** A page of what waits for the caller, after `$apres`, longest first where the list has that order. */
export function waitingQuery({ type, list, order }: CaseType): string {
  const selection = fieldsOf(type)
    .filter(isShownInList)
    .map((field) => selected(field, 1))
    .join(' ');
  return `query QuiAttend($apres: String) { ${list}(filtre: { attend: MOI }, first: 50, after: $apres${order === null ? '' : `, tri: ${order}`}) { totalCount minimumCount nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
}

const listed = new Set(['id', 'version', 'statut', 'statutDepuis', 'echeance', 'actesPossibles']);
const places = new Set(['commune', 'residence', 'bailleur']);

/** A field without arguments. */
interface Plain {
  readonly name: string;
  readonly type: GraphQLOutputType;
}

function fieldsOf(type: GraphQLObjectType): readonly Plain[] {
  return Object.values(type.getFields())
    .filter(({ args }) => args.length === 0)
    .map((field) => ({ name: field.name, type: field.type }));
}

function isShownInList({ name, type }: Plain): boolean {
  return listed.has(name) || places.has(name) || isEnumType(getNamedType(type));
}

/** Their name is not all that counts. */
const whole = new Set(['actesPossibles', 'historique']);

function selectionOf(type: GraphQLObjectType, depth: number): string {
  return fieldsOf(type)
    .map((field) => selected(field, depth))
    .filter((text) => text !== '')
    .join(' ');
}

/** A field with what is below it; empty where it would lead to lists with pages, or too deep. */
function selected({ name, type }: Plain, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return name;
  if (!isObjectType(named) || depth === 0 || isConnection(named)) return '';
  const nom = named.getFields()['nom'];
  // Whatever has a name is told by it.
  const isNamed = nom?.args.length === 0 && !whole.has(name);
  const below = isNamed ? 'nom' : selectionOf(named, depth - 1);
  return below === '' ? '' : `${name} { ${below} }`;
}

function isConnection(type: GraphQLObjectType): boolean {
  return type.getFields()['pageInfo'] !== undefined;
}

function nodesOf(list: GraphQLOutputType): GraphQLObjectType | null {
  const connection = getNamedType(list);
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  const type = nodes && isListType(getNullableType(nodes.type)) && getNamedType(nodes.type);
  return isObjectType(type) ? type : null;
}
