/** What the subgraph of foreign-subgraph.ts publishes. */
export const foreignSchema = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@authenticated", "@requiresScopes"]
    )

  type Query {
    dossiers: Dossiers @requiresScopes(scopes: [["dossier:lecture"]])
    dossier(id: ID!): Dossier @requiresScopes(scopes: [["dossier:lecture"]])
  }

  type Dossiers @requiresScopes(scopes: [["dossier:lecture"]]) {
    total: Int
    lignes: [Dossier!]
  }

  type Dossier @key(fields: "id") @requiresScopes(scopes: [["dossier:lecture"]]) {
    id: ID!
    titre: String
    montant: Int @requiresScopes(scopes: [["dossier:montant"]])
  }
`;

/** In what it breaks the contract. */
export type Fault =
  | 'open'
  | 'any audience'
  | 'any age'
  | 'unsigned taken'
  | 'secret from the public key'
  | 'any issuer'
  | 'signature not looked at'
  | 'key of the header'
  | 'any type'
  | 'ticket not asked for'
  | 'any question'
  | 'any ticket'
  | 'long lives'
  | 'any form of claims'
  | 'unknown claims refused'
  | 'first of two headers'
  | 'no tolerance'
  | 'no sdl'
  | 'older schema'
  | 'entities sorted'
  | 'entities dropped'
  | 'unknown id is an error'
  | 'row of others shown'
  | 'first reference judged alone'
  | 'row of others is an error'
  | 'few entities'
  | 'scope of the type ignored'
  | 'scope of the field ignored'
  | 'unknown perimeter opens'
  | 'nobody reads all'
  | 'own rows lack'
  | 'list of all'
  | 'count of all'
  | 'look-up of all'
  | 'values in errors'
  | 'row in an error'
  | 'stacks in errors'
  | 'errors without codes'
  | 'errors as text'
  | 'small bodies'
  | 'endless bodies'
  | 'small heads'
  | 'dies of depth'
  | 'batches'
  | 'forms'
  | 'health behind the token'
  | 'never ready';
