import { federationSuite } from './federation-suite.js';

const fail = (): never => {
  throw new Error('boom');
};

federationSuite(
  'nulls and errors',
  {
    a: {
      sdl: `type Query {
          user: User users: [User] strictUsers: [User!] strictList: [User!]! missing: User
          broken: User brokenList: [User] brokenNonNull: User! scalars: Scalars enums: [Level]
        }
        type User @key(fields: "id") @key(fields: "mail") { id: ID mail: String name: String strict: String! friend: User friends: [User!] bad: String ghost: User }
        type Scalars { int: Int float: Float text: String flag: Boolean id: ID any: Any list: [Int!] matrix: [[Int]] }
        scalar Any
        enum Level { LOW HIGH }`,
      resolvers: {
        Query: {
          user: () => ({ id: '1', mail: 'm1' }),
          users: () => [
            { id: '1', mail: 'm1' },
            null,
            { id: '2', mail: null },
            { id: null, mail: 'm3' },
          ],
          strictUsers: () => [{ id: '1' }, { id: '2' }],
          strictList: () => [{ id: '1' }],
          missing: () => null,
          broken: fail,
          brokenList: () => [{ id: '1' }, new Error('boom'), { id: '2' }],
          brokenNonNull: () => ({ id: '1' }),
          scalars: () => ({
            int: 1,
            float: 1.5,
            text: 'a"b\\c\n\u2028é',
            flag: false,
            id: 7,
            any: { a: [1, null, 'x'] },
            list: [1, 2],
            matrix: [[1, null], null, []],
          }),
          enums: () => ['LOW', null, 'HIGH'],
        },
        User: {
          __resolveReference: (ref: { id?: string; mail?: string }) => ({
            id: ref.id ?? ref.mail?.slice(1),
            mail: ref.mail,
          }),
          name: ({ id }: { id: string }) => `N${id}`,
          strict: ({ id }: { id: string }) => (id === '2' ? null : 's'),
          friend: ({ id }: { id: string }) => (id === '1' ? { id: '2', mail: 'm2' } : null),
          friends: () => [{ id: '1' }, { id: '2' }],
          bad: fail,
          ghost: () => ({ id: '404' }),
        },
      },
    },
    b: {
      sdl: `type User @key(fields: "id") { id: ID age: Int agePrecise: Int! trouble: Int troubleStrict: Int! peer: User }`,
      resolvers: {
        User: {
          __resolveReference: (ref: { id: string }) => (ref.id === '404' ? null : ref),
          age: ({ id }: { id: string }) => Number(id) * 10,
          agePrecise: ({ id }: { id: string }) => (id === '2' ? null : 1),
          trouble: ({ id }: { id: string }) => (id === '2' ? fail() : 5),
          troubleStrict: fail,
          peer: () => ({ id: '404' }),
        },
      },
    },
  },
  [
    {
      about: 'null items of a list',
      query: '{ users { name } }',
      data: { users: [{ name: 'N1' }, null, { name: 'N2' }, { name: 'Nnull' }] },
    },
    {
      about: 'null items and null keys across a join',
      query: '{ users { id age } }',
      data: { users: [{ id: '1', age: 10 }, null, { id: '2', age: 20 }, { id: null, age: 0 }] },
    },
    { about: 'a null object', query: '{ missing { name age } }', data: { missing: null } },
    {
      about: 'a null non-null field empties its object',
      query: '{ user { friend { name strict } name } }',
      data: { user: { friend: null, name: 'N1' } },
      errors: ['user.friend.strict'],
    },
    {
      about: 'a null non-null item empties the list',
      query: '{ user { friends { strict } name } }',
      data: { user: { friends: null, name: 'N1' } },
      errors: ['user.friends.1.strict'],
    },
    {
      about: 'a null non-null field up to a nullable root',
      query: '{ strictUsers { strict } }',
      data: { strictUsers: null },
      errors: ['strictUsers.1.strict'],
    },
    {
      about: 'an error of a root field',
      query: '{ broken { name } user { name } }',
      data: { broken: null, user: { name: 'N1' } },
      errors: ['broken'],
    },
    {
      about: 'an error of an item',
      query: '{ brokenList { name } }',
      data: { brokenList: [{ name: 'N1' }, null, { name: 'N2' }] },
      errors: ['brokenList.1'],
    },
    {
      about: 'an error of a leaf under an alias',
      query: '{ user { x: bad name } }',
      data: { user: { x: null, name: 'N1' } },
      errors: ['user.x'],
    },
    {
      about: 'an error in an entity fetch',
      query: '{ users { trouble } }',
      data: { users: [{ trouble: 5 }, null, { trouble: null }, { trouble: 5 }] },
      errors: ['users.2.trouble'],
    },
    {
      about: 'an error in an entity fetch under aliases',
      query: '{ u: users { t: trouble n: name } }',
      data: { u: [{ t: 5, n: 'N1' }, null, { t: null, n: 'N2' }, { t: 5, n: 'Nnull' }] },
      errors: ['u.2.t'],
    },
    {
      about: 'an error of a non-null field of an entity',
      query: '{ user { name troubleStrict } }',
      data: { user: null },
      errors: ['user.troubleStrict'],
    },
    {
      about: 'an entity that does not exist',
      query: '{ user { ghost { age } } }',
      data: { user: { ghost: { age: null } } },
    },
    {
      about: 'an entity that does not exist, non-null field',
      query: '{ user { ghost { id agePrecise } name } }',
      // No error: an entity that is not there and one that is not the caller's are the same answer.
      data: { user: { ghost: null, name: 'N1' } },
    },
    {
      about: 'scalars as they are',
      query: '{ scalars { int float text flag id any list matrix } }',
      data: {
        scalars: {
          int: 1,
          float: 1.5,
          text: 'a"b\\c\n\u2028é',
          flag: false,
          id: '7',
          any: { a: [1, null, 'x'] },
          list: [1, 2],
          matrix: [[1, null], null, []],
        },
      },
    },
    { about: 'enum values', query: '{ enums }', data: { enums: ['LOW', null, 'HIGH'] } },
    {
      about: 'partial data beside an error',
      query: '{ user { name bad age } missing { id } }',
      data: { user: { name: 'N1', bad: null, age: 10 }, missing: null },
      errors: ['user.bad'],
    },
    {
      about: 'a non-null root',
      query: '{ brokenNonNull { bad } }',
      data: { brokenNonNull: { bad: null } },
      errors: ['brokenNonNull.bad'],
    },
    {
      about: 'a non-null root that empties everything',
      query: '{ strictList { troubleStrict } }',
      data: null,
      errors: ['strictList.0.troubleStrict'],
    },
  ],
);
