import { federationSuite } from './federation-suite.js';

const play = { __typename: 'Play', title: 'Ubu' };
const film = { __typename: 'Film', minutes: 90 };
const concert = { __typename: 'Concert', band: 'Trio' };
const everyMember = `{ __typename ... on Play { title } ... on Film { minutes } ... on Concert { band } }`;

const people = [
  { __typename: 'Person', id: '1' },
  { __typename: 'Cat', id: '2' },
  { __typename: 'Cat', id: null },
];

/** What two subgraphs know of one union, one interface and one value type is not the same. */
federationSuite(
  'unions and interfaces whose members differ between subgraphs',
  {
    screen: {
      sdl: `type Query { show: Show @shareable film: Show shelfA: Shelf both: Shelf @shareable
          owners: [Owner] named: [Named] }
        union Show = Play | Film
        type Play @shareable { title: String }
        type Film { minutes: Int }
        type Shelf @key(fields: "id") { id: ID! box: Box @shareable }
        type Box @shareable { things: [Show!]! }
        union Owner = Person | Cat
        type Person @key(fields: "id") { id: ID! }
        type Cat @key(fields: "id") { id: ID }
        interface Named { name: String }
        type Dog implements Named @key(fields: "id") { id: ID! name: String twin: Named }
        type Fox implements Named @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: {
          show: () => play,
          film: () => film,
          shelfA: () => ({ id: 's' }),
          both: () => ({ id: 's', things: [play] }),
          owners: () => people,
          named: () => [
            { __typename: 'Dog', id: 'd', name: 'Dog' },
            { __typename: 'Fox', id: 'f', name: 'Fox' },
          ],
        },
        Shelf: {
          __resolveReference: (ref: object) => ref,
          box: ({ things }: { things?: object[] }) => ({ things: things ?? [play, film] }),
        },
        Dog: {
          __resolveReference: (ref: object) => ref,
          twin: () => ({ __typename: 'Fox', id: 't', name: 'Twin' }),
        },
        Fox: { __resolveReference: (ref: object) => ref },
      },
    },
    stage: {
      sdl: `type Query { show: Show @shareable concert: Show shelfB: Shelf both: Shelf @shareable }
        union Show = Play | Concert
        type Play @shareable { title: String }
        type Concert { band: String }
        type Shelf @key(fields: "id") { id: ID! box: Box @shareable stageBox: Box }
        type Box @shareable { things: [Show!]! }
        type Person @key(fields: "id") { id: ID! age: Int }
        interface Priced { price: Int }
        type Dog implements Priced @key(fields: "id") { id: ID! price: Int }
        type Fox implements Priced @key(fields: "id") { id: ID! price: Int }`,
      resolvers: {
        Query: {
          show: () => play,
          concert: () => concert,
          shelfB: () => ({ id: 's' }),
          both: () => ({ id: 's', things: [play] }),
        },
        Shelf: {
          __resolveReference: (ref: object) => ref,
          box: ({ things }: { things?: object[] }) => ({ things: things ?? [play, concert] }),
          stageBox: () => ({ things: [play, concert] }),
        },
        Person: { __resolveReference: (ref: object) => ref, age: () => 40 },
        Dog: { __resolveReference: (ref: object) => ref, price: () => 5 },
        Fox: { __resolveReference: (ref: object) => ref, price: () => 7 },
      },
    },
  },
  [
    {
      about: 'the member that both know',
      query: '{ show { ... on Play { title } } }',
      data: { show: { title: 'Ubu' } },
    },
    {
      about: 'a member that is not there is no answer of anybody’s',
      query: '{ show { ... on Film { minutes } ... on Concert { band } } }',
      data: { show: {} },
    },
    {
      about: 'every member of a root field that both serve',
      query: `{ show ${everyMember} }`,
      data: { show: play },
    },
    {
      about: 'every member of what one of them serves',
      query: `{ film ${everyMember} concert ${everyMember} }`,
      data: { film, concert },
    },
    {
      about: 'the other’s members only: the objects stay, empty',
      query: '{ shelfA { box { things { __typename ... on Concert { band } } } } }',
      data: { shelfA: { box: { things: [{ __typename: 'Play' }, { __typename: 'Film' }] } } },
    },
    {
      about: 'below a root field that both serve',
      query: `{ both { box { things ${everyMember} } } }`,
      data: { both: { box: { things: [play] } } },
    },
    {
      about: 'what is reached through the other subgraph has the other’s members',
      query: `{ shelfA { stageBox { things ${everyMember} } } }`,
      data: { shelfA: { stageBox: { things: [play, concert] } } },
    },
    {
      about: 'members whose fields may be null for one and not for the other',
      query: '{ owners { ... on Person { person: id age } ... on Cat { id } } }',
      data: { owners: [{ person: '1', age: 40 }, { id: '2' }, { id: null }] },
    },
    {
      about: 'an interface of one subgraph under an interface of the other',
      query: '{ named { name ... on Priced { price } } }',
      data: {
        named: [
          { name: 'Dog', price: 5 },
          { name: 'Fox', price: 7 },
        ],
      },
    },
    {
      about: 'an interface that leads to itself',
      query: '{ named { ... on Dog { twin { name ... on Fox { id price } } } } }',
      data: { named: [{ twin: { name: 'Twin', id: 't', price: 7 } }, {}] },
    },
  ],
);
