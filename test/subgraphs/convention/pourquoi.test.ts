import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { convention } from '../../../subgraphs/convention/convention.js';
import {
  gatewayKey,
  startSubgraph,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';

const schema = fileURLToPath(new URL('../../../../schema/', import.meta.url));

interface Explained {
  readonly coordonnee: string;
  readonly statut: string;
  readonly message: string;
  readonly portees: readonly { portee: string; detenue: boolean; finalites: string[] }[];
}

let key: GatewayKey;
let subgraph: TestSubgraph;

beforeAll(async () => {
  key = await gatewayKey();
  subgraph = await startSubgraph(convention, key, null, {
    CONVENTION: join(schema, 'convention.yaml'),
    SUPERGRAPH: join(schema, 'supergraph.graphql'),
  });
});

afterAll(async () => {
  await subgraph.stop();
  key.remove();
});

const query = `query ($c: String!) { pourquoi(coordonnee: $c) { coordonnee statut message
  portees { portee libelle classe proprietaire detenue finalites perimetres fondements { reference } } } }`;

async function ask(
  signataire: string,
  droits: readonly string[],
  coordonnee: string,
  from = subgraph,
): Promise<Explained> {
  const rights = Object.fromEntries(droits.map((portee) => [portee, null]));
  const { data, errors } = await from.ask({ signataire, droits: rights }, query, { c: coordonnee });
  expect(errors).toEqual([]);
  return (data as unknown as { pourquoi: Explained }).pourquoi;
}

describe('the acts that cannot be undone', () => {
  const acts = async (droits: readonly string[]): Promise<readonly string[]> => {
    const rights = Object.fromEntries(droits.map((portee) => [portee, null]));
    const caller = { signataire: 'parquet-poitiers', droits: rights };
    const { data, errors } = await subgraph.ask(caller, '{ actesIrrevocables }');
    expect(errors).toEqual([]);
    return (data as unknown as { actesIrrevocables: readonly string[] }).actesIrrevocables;
  };

  it('are told by the names of their mutations, of those that the caller may ask for', async () => {
    expect(await acts(['justice:avis-rendu'])).toEqual(['rendreAvisRappelOrdre']);
    expect(await acts(['justice:avis-rendu', 'incident:saisie'])).toContain('cloreIncident');
    expect(await acts(['incident:saisie'])).not.toContain('corrigerIncident');
    expect(await acts([])).toEqual([]);
  });
});

describe('why a field is readable or not', () => {
  it('says of an open field that all read it', async () => {
    const { statut, portees } = await ask('ekidom', [], 'Residence.nom');
    expect([statut, portees]).toEqual(['OUVERTE', []]);
  });

  it('says of a right that is held on whose rows, and nothing of any row', async () => {
    const told = await ask(
      'ekidom',
      ['incident:resume', 'incident:auteur'],
      'Incident.auteurPresume',
    );
    expect(told).toMatchObject({
      statut: 'LISIBLE',
      portees: expect.arrayContaining([
        expect.objectContaining({
          portee: 'incident:auteur',
          detenue: true,
          perimetres: ['PATRIMOINE'],
          classe: 'P3',
          proprietaire: 'bailleurs',
          finalites: ['suivi-plaintes'],
        }),
      ]),
    });
    expect(told.message).toMatch(/ne dit pas lequel/);
  });

  it('names the purpose that would open it', async () => {
    const told = await ask('ekidom', ['incident:resume'], 'Incident.auteurPresume');
    expect(told.statut).toBe('FINALITE_A_DECLARER');
    expect(told.message).toContain('« Suivi des plaintes »');
  });

  it('says when the token lacks what its organisation was granted', async () => {
    const told = await ask('ekidom', ['incident:resume'], 'Incident.dateFaits');
    expect(told.statut).toBe('JETON_INSUFFISANT');
    expect(told.message).toMatch(/votre jeton ne le porte pas/);
  });

  it('names the owner to ask where the convention grants nothing', async () => {
    const told = await ask('grand-poitiers', ['incident:resume'], 'Procedure.decision');
    expect(told.statut).toBe('NON_ACCORDEE');
    expect(told.message).toMatch(/le parquet : son correspondant est dans l’annuaire/);
    expect(told.portees.map(({ detenue }) => detenue)).not.toContain(true);
  });

  it.each([
    'Incident.suspect',
    'Rien.rien',
    'Incident',
    '',
    'a.b.c',
    'Incident.__proto__',
    '\u0000',
  ])('knows no field %j, and says how to write one', async (coordonnee) => {
    const told = await ask('ekidom', [], coordonnee);
    expect(told.statut).toBe('INCONNUE');
    expect(told.message).toContain('Type.champ');
  });

  it('speaks to nobody who is no signatory', async () => {
    const { data } = await subgraph.ask({ signataire: null }, query, { c: 'Incident.type' });
    expect(data).toEqual({ pourquoi: null });
  });

  it('says that it cannot tell while there is no supergraph, and can once there is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-pourquoi-'));
    const supergraph = join(folder, 'supergraph.graphql');
    const without = await startSubgraph(convention, key, null, {
      CONVENTION: join(schema, 'convention.yaml'),
      SUPERGRAPH: supergraph,
    });
    try {
      const { errors } = await without.ask({ signataire: 'ekidom' }, query, { c: 'Residence.nom' });
      expect(errors[0]?.message).toMatch(/n’est pas disponible/);
      writeFileSync(supergraph, readFileSync(join(schema, 'supergraph.graphql')));
      expect((await ask('ekidom', [], 'Residence.nom', without)).statut).toBe('OUVERTE');
    } finally {
      await without.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
