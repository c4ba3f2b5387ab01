import type { GraphQLSchema } from 'graphql';
import { answerType } from './answer-type.js';

/** A query of the editor, to be sent by something else. */
export interface CodeRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly finalite: readonly string[];
  /** Address of the gateway's endpoint. */
  readonly address: string;
  /** The caller's own graph; null: not known yet. */
  readonly schema: GraphQLSchema | null;
}

/** Where whoever runs the code puts a token: none is ever written into it. */
const token = 'PASSERELLE_JETON';

/** For a POSIX shell. */
export function asCurl(request: CodeRequest): string {
  const headers = [...headersOf(request)].map(
    ([name, value]) => `--header ${shellText(`${name}: ${value}`)}`,
  );
  return [
    `# Le jeton d’accès est lu dans la variable d’environnement ${token}.`,
    [
      `curl --fail-with-body ${shellText(request.address)}`,
      `--header "authorization: Bearer $${token}"`,
      ...headers,
      `--data-raw ${shellText(bodyOf(request, 0))}`,
    ].join(' \\\n  '),
  ].join('\n');
}

/** For a page, or a program that has `fetch`. */
export function asFetch(request: CodeRequest): string {
  return `// Le jeton d’accès : donné par le fournisseur d’identité de votre organisation.
${sending(request)}
const { data, errors } = await response.json();`;
}

/** The same with the type of the answer, as the caller's own graph gives it. */
export function asTypeScript(request: CodeRequest): string {
  const { query, operationName, schema } = request;
  const type = schema === null ? null : answerType(query, operationName, schema);
  return `/** Un champ que vos droits n’ouvrent pas est nul, et « errors » le dit. */
type Reponse = ${type ?? 'Record<string, unknown>'};

declare const jeton: string;
${sending(request)}
const { data, errors } = (await response.json()) as {
  data: Reponse | null;
  errors?: { message: string; extensions?: { code?: string } }[];
};`;
}

function sending(request: CodeRequest): string {
  const headers = [...headersOf(request)].map(
    ([name, value]) => `    ${scriptText(name)}: ${scriptText(value)},`,
  );
  return `const response = await fetch(${scriptText(request.address)}, {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${jeton}\`,
${headers.join('\n')}
  },
  body: JSON.stringify(${bodyOf(request, 2).replaceAll('\n', '\n  ')}),
});`;
}

function headersOf({ finalite }: CodeRequest): ReadonlyMap<string, string> {
  return new Map([
    ['accept', 'application/json'],
    ['content-type', 'application/json'],
    ...(finalite.length > 0 ? [['x-finalite', finalite.join(',')] as const] : []),
  ]);
}

function bodyOf({ query, variables, operationName }: CodeRequest, indent: number): string {
  const body = {
    query,
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(operationName !== null && { operationName }),
  };
  return JSON.stringify(body, null, indent);
}

/** Nothing within single quotes means anything to a shell, but another one. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function scriptText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
