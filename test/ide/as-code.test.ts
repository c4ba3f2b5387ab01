import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import ts from 'typescript';
import { asCurl, asFetch, asTypeScript, type CodeRequest } from '../../ide/src/editor/as-code.js';

const schema = buildSchema(`
  type Query { incidents(commune: String): [Incident!]! lieu: Lieu }
  type Incident { id: ID! gravite: Int! etat: Etat! residence: Residence! }
  interface Lieu { nom: String! }
  type Residence implements Lieu { nom: String! gardiens: Boolean }
  enum Etat { OUVERT CLOS }`);

const request: CodeRequest = {
  query: `query Q($c: String) {
  incidents(commune: $c) { id gravite etat lieuDeFaits: residence { ...R } }
  lieu { nom ... on Residence { gardiens } }
}
fragment R on Residence { nom }`,
  variables: { c: `l'île "d'Oléron" $HOME \`id\`` },
  operationName: null,
  finalite: ['suivi-plaintes', 'statistiques'],
  address: 'https://passerelle.example/graphql',
  schema,
};

describe('a query copied as a request', () => {
  it('in curl says to a shell what the editor would send, whatever stands in it', () => {
    const command = asCurl(request).replace('curl ', 'printf "%s\\n" ');
    const env = { PASSERELLE_JETON: 'jeton' };
    const words = execFileSync('/bin/sh', ['-c', command], { env, encoding: 'utf8' });
    expect(words).toContain('authorization: Bearer jeton\n');
    expect(words).toContain('\nx-finalite: suivi-plaintes,statistiques\n');
    const body = words.slice(words.indexOf('--data-raw\n') + '--data-raw\n'.length);
    const { query, variables } = request;
    expect(JSON.parse(body)).toEqual({ query, variables });
  });

  it.each([
    ['fetch', asFetch],
    ['TypeScript', asTypeScript],
  ])('in %s is sent as the editor would send it', async (_, write) => {
    const script = ts.transpileModule(
      `(async (jeton, fetch) => { ${write(request)} return data })`,
      {
        compilerOptions: { target: ts.ScriptTarget.ES2023 },
      },
    ).outputText;
    const sent: { address: string; options: { headers: object; body: string } }[] = [];
    // The request as the program would make it, up to the network.
    const run = runInNewContext(script, { JSON }) as (
      jeton: string,
      fetch: (address: string, options: { headers: object; body: string }) => unknown,
    ) => Promise<unknown>;
    await run('secret', (address, options) => {
      sent.push({ address, options });
      return { json: () => ({ data: 1 }) };
    });
    const { query, variables } = request;
    expect(sent[0]?.address).toBe(request.address);
    expect(sent[0]?.options.headers).toEqual({
      authorization: 'Bearer secret',
      accept: 'application/json',
      'content-type': 'application/json',
      'x-finalite': 'suivi-plaintes,statistiques',
    });
    expect(JSON.parse(sent[0]?.options.body ?? '')).toEqual({ query, variables });
  });

  it('in TypeScript has the type of its answer, null where rights may refuse', () => {
    expect(asTypeScript(request)).toContain(`type Reponse = {
  incidents: ({
    id: string | null;
    gravite: number | null;
    etat: 'OUVERT' | 'CLOS' | null;
    lieuDeFaits: {
      nom: string | null;
    } | null;
  } | null)[] | null;
  lieu: {
    nom: string | null;
    gardiens?: boolean | null;
  } | null;
};`);
    expect(asTypeScript({ ...request, query: 'not a query' })).toContain(
      'type Reponse = Record<string, unknown>;',
    );
  });
});
