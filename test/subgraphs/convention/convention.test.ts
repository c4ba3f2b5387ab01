import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { followConvention } from '../../../subgraphs/convention/convention-watch.js';
import { convention } from '../../../subgraphs/convention/convention.js';
import {
  gatewayKey,
  startSubgraph,
  type Caller,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-convention-'));
const file = join(folder, 'convention.yaml');

const signatory = (id: string, rest: string) => `
  - id: ${id}
    nom: Nom de ${id}
    representant: Directrice
    emetteur: https://idp.exemple.test
    ${rest}`;
const approved = 'approbation: { instance: conseil, reference: R1, date: 2023-06-20 }';

function written(titre: string): string {
  return `
convention: { titre: ${titre}, reference: essai, effet: 2023-07-01, echeance: null }
emetteurs:
  - { issuer: https://idp.exemple.test, audience: passerelle, jwks: ./jwks.json }
fondements:
  - { id: csi, reference: CSI L132-3, effet: Informer le maire, depuis: 2023-07-01 }
finalites: { suivi-plaintes: Suivre les plaintes, ailleurs: Ce qui n’ouvre rien ici }
donnees:
  "incident:auteur":
    { proprietaire: bailleurs, classe: P3, libelle: Auteur présumé, conservation: P1Y }
signataires:${signatory(
    'ekidom',
    `nature: bailleur
    territoire: { patrimoine: ekidom }
    ${approved}
    signature: 2023-07-03`,
  )}${signatory(
    'ville-poitiers',
    `nature: ville
    territoire: { commune: "86194" }
    ${approved}
    signature: null`,
  )}${signatory(
    'grand-poitiers',
    `nature: epci
    territoire: { epci: "200069854" }
    approbation: null
    signature: null`,
  )}${signatory(
    'police-nationale-86',
    `nature: police
    territoire: { zone: police, departement: "86" }
    ${approved}
    signature: 2023-07-03
    retrait: 2024-01-01`,
  )}
acces:
  - { donnees: ["incident:auteur"], a: [ekidom], perimetre: [patrimoine], finalites: [suivi-plaintes], fondement: csi }
`;
}

let key: GatewayKey;
let subgraph: TestSubgraph;

const ekidom: Caller = {
  signataire: 'ekidom',
  territoire: { patrimoine: 'ekidom' },
  droits: { 'incident:auteur': ['patrimoine'], 'hors:catalogue': null },
};

beforeAll(async () => {
  writeFileSync(file, written('Essai'));
  key = await gatewayKey();
  subgraph = await startSubgraph(convention, key, null, { CONVENTION: file });
});

afterAll(async () => {
  await subgraph.stop();
  key.remove();
  rmSync(folder, { recursive: true });
});

async function read(caller: Caller, query: string, variables = {}): Promise<unknown> {
  const { data, errors } = await subgraph.ask(caller, query, variables);
  expect(errors).toEqual([]);
  return data;
}

describe('the convention subgraph', () => {
  it('publishes each signatory with its territory and where its signature stands', async () => {
    const query =
      '{ signataires { id nature statut representantTitre signature approbation { date } territoire { patrimoine commune { codeInsee } epci { siren } zone departement } } }';
    const none = { patrimoine: null, commune: null, epci: null, zone: null, departement: null };
    const common = { representantTitre: 'Directrice', approbation: { date: '2023-06-20' } };
    expect(await read(ekidom, query)).toEqual({
      signataires: [
        {
          id: 'ekidom',
          nature: 'BAILLEUR',
          statut: 'EN_VIGUEUR',
          signature: '2023-07-03',
          ...common,
          territoire: { ...none, patrimoine: 'ekidom' },
        },
        {
          id: 'ville-poitiers',
          nature: 'VILLE',
          statut: 'NON_SIGNEE',
          signature: null,
          ...common,
          territoire: { ...none, commune: { codeInsee: '86194' } },
        },
        {
          id: 'grand-poitiers',
          nature: 'EPCI',
          statut: 'NON_APPROUVEE',
          signature: null,
          ...common,
          approbation: null,
          territoire: { ...none, epci: { siren: '200069854' } },
        },
        {
          id: 'police-nationale-86',
          nature: 'POLICE',
          statut: 'RETIREE',
          signature: '2023-07-03',
          ...common,
          territoire: { ...none, zone: 'POLICE', departement: '86' },
        },
      ],
    });
  });

  it('tells the caller its own rights, explained by the catalogue', async () => {
    const query =
      '{ moi { signataire { nom } droits { portee libelle classe proprietaire conservation perimetres fondements { reference } } } }';
    expect(await read(ekidom, query)).toEqual({
      moi: {
        signataire: { nom: 'Nom de ekidom' },
        droits: [
          {
            portee: 'incident:auteur',
            libelle: 'Auteur présumé',
            classe: 'P3',
            proprietaire: 'bailleurs',
            conservation: 'P1Y',
            perimetres: ['PATRIMOINE'],
            fondements: [],
          },
          {
            portee: 'hors:catalogue',
            libelle: null,
            classe: null,
            proprietaire: null,
            conservation: null,
            perimetres: null,
            fondements: [],
          },
        ],
      },
    });
  });

  it.each([
    [
      'ekidom',
      [
        {
          id: 'suivi-plaintes',
          libelle: 'Suivre les plaintes',
          ouvre: [{ portee: 'incident:auteur', libelle: 'Auteur présumé', classe: 'P3' }],
        },
      ],
    ],
    ['police-nationale-86', []],
  ])('tells %s only the purposes that open something to it', async (signataire, useful) => {
    const query = '{ moi { finalitesUtiles { id libelle ouvre { portee libelle classe } } } }';
    expect(await read({ ...ekidom, signataire }, query)).toEqual({
      moi: { finalitesUtiles: useful },
    });
  });

  it('names the legal grounds and purposes that the gateway sent', async () => {
    const token = await key.token('convention', ekidom, {
      claims: {
        finalites: ['suivi-plaintes'],
        droits: {
          'incident:auteur': {
            perimetres: ['patrimoine'],
            fondements: ['csi'],
            finalites: ['suivi-plaintes'],
          },
        },
      },
    });
    const response = await fetch(`${subgraph.running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: '{ moi { finalites droits { finalites fondements { id reference effet } } } }',
      }),
    });
    expect(await response.json()).toMatchObject({
      data: {
        moi: {
          finalites: ['suivi-plaintes'],
          droits: [
            {
              finalites: ['suivi-plaintes'],
              fondements: [{ id: 'csi', reference: 'CSI L132-3', effet: 'Informer le maire' }],
            },
          ],
        },
      },
    });
  });

  it('tells an unknown caller nothing', async () => {
    const nobody = { signataire: null };
    expect(await read(nobody, '{ moi { finalites } signataires { id } }')).toEqual({
      moi: null,
      signataires: null,
    });
  });

  it('resolves references, unknown ones as null', async () => {
    const all = ['ekidom', 'inconnu', '__proto__'].map((id) => ({ __typename: 'Signataire', id }));
    const query =
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Signataire { nom } } }';
    expect(await read(ekidom, query, { all })).toEqual({
      _entities: [{ nom: 'Nom de ekidom' }, null, null],
    });
  });
});

describe('following the convention file', () => {
  it('takes a good new version and refuses a faulty one, saying why', async () => {
    const other = join(folder, 'suivie.yaml');
    writeFileSync(other, written('Première'));
    const warnings: string[] = [];
    const followed = await followConvention(other, (message) => warnings.push(message), 20);
    try {
      expect(followed.current().titre).toBe('Première');
      writeFileSync(other, written('Deuxième'));
      await until(() => followed.current().titre === 'Deuxième');
      writeFileSync(other, 'convention: {');
      await until(() => warnings.length > 0);
      expect(followed.current().titre).toBe('Deuxième');
      expect(warnings[0]).toContain(`${other}:1:`);
    } finally {
      followed.close();
    }
  });

  it('refuses to start on a faulty or missing file', async () => {
    await expect(followConvention(join(folder, 'absente.yaml'), () => undefined)).rejects.toThrow(
      /absente\.yaml:1:1/,
    );
  });
});

async function until(met: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!met()) {
    if (Date.now() > deadline) throw new Error('did not happen within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
