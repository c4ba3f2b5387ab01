import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readRules } from '../../../schema/rules/read-rules.js';

// A supergraph such as compositions before 2.12 wrote: nothing demands of a field what the values that
// it is computed from demand.
const head = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
{ query: Query }
type Query { file: File }
`;

const demandOf = (sdl: string, coordinate: string): unknown => {
  const rule = readRules(parse(head + sdl)).rules.fields.get(coordinate);
  return rule && { authenticated: rule.authenticated, scopes: rule.scopes };
};

describe('a field demands what it is computed from', () => {
  test('a field that it requires', () => {
    const sdl = `type File {
      nir: String @join__field(graph: A) @join__field(graph: B, external: true) @requiresScopes(scopes: [["nir"]])
      age: Int @join__field(graph: B, requires: "nir")
      free: Int @join__field(graph: B)
    }`;
    expect(demandOf(sdl, 'File.age')).toEqual({ authenticated: false, scopes: [['nir']] });
    expect(demandOf(sdl, 'File.free')).toBeUndefined();
  });

  test('with what it demands itself', () => {
    const sdl = `type File {
      nir: String @join__field(graph: A) @requiresScopes(scopes: [["nir"]])
      age: Int @join__field(graph: B, requires: "nir") @requiresScopes(scopes: [["age"], ["nir"]]) @authenticated
    }`;
    expect(demandOf(sdl, 'File.age')).toEqual({ authenticated: true, scopes: [['nir']] });
  });

  test('through a nested selection, fragments and the types on the way', () => {
    const sdl = `type File {
      owner: Owner @join__field(graph: A)
      label: String @join__field(graph: B, requires: "owner { ... on Person { name } }")
    }
    union Owner = Person | Company
    type Person @authenticated { name: Name @join__field(graph: A) }
    type Company { name: Name }
    scalar Name @requiresScopes(scopes: [["name"]])`;
    expect(demandOf(sdl, 'File.label')).toEqual({ authenticated: true, scopes: [['name']] });
  });

  test('through a chain of requirements', () => {
    const sdl = `type File {
      third: String @join__field(graph: C, requires: "second")
      second: String @join__field(graph: B, requires: "first")
      first: String @join__field(graph: A) @requiresScopes(scopes: [["first"]])
    }`;
    expect(demandOf(sdl, 'File.third')).toEqual({ authenticated: false, scopes: [['first']] });
  });

  test('of an interface object, on every implementer', () => {
    const sdl = `interface Base @join__type(graph: B, key: "id", isInterfaceObject: true) {
      id: ID! secret: String
      shown: String @join__field(graph: B, requires: "secret")
    }
    type File implements Base { id: ID! secret: String @requiresScopes(scopes: [["a"]]) shown: String @join__field }
    type Note implements Base { id: ID! secret: String @requiresScopes(scopes: [["b"]]) shown: String @join__field }`;
    expect(demandOf(sdl, 'File.shown')).toEqual({ authenticated: false, scopes: [['a', 'b']] });
    expect(demandOf(sdl, 'Note.shown')).toEqual({ authenticated: false, scopes: [['a', 'b']] });
  });

  test('a value that an argument takes from above, of every type that sets it', () => {
    const sdl = `type File @context(name: "b__file") {
      nir: String @join__field(graph: A) @requiresScopes(scopes: [["nir"]])
      pages: [Page] @join__field(graph: A)
    }
    type Book @context(name: "b__file") @authenticated { nir: String pages: [Page] }
    type Page { text: String @join__field(graph: B, contextArguments: [{ context: "b__file", name: "n", type: "String", selection: " { nir }" }]) }`;
    expect(demandOf(sdl, 'Page.text')).toEqual({ authenticated: true, scopes: [['nir']] });
  });

  test('but not what another field requires, nor the key it is found by', () => {
    const sdl = `type File @join__type(graph: A, key: "nir") @join__type(graph: B, key: "nir") {
      nir: String @requiresScopes(scopes: [["nir"]])
      title: String @join__field(graph: B)
    }`;
    expect(demandOf(sdl, 'File.title')).toBeUndefined();
  });
});
