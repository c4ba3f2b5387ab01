import { expect, test } from '@jest/globals';
import type { World } from '../harness/world.js';

const parquet = 'parquet-poitiers';
const purposes = 'prevention-delinquance';

/** What the prosecutor sends and founds is there for whom he names, and for nobody else. */
export function judicialActs(world: () => World): void {
  const done = async (act: string, answer: string, args: string): Promise<string> => {
    const { data, errors } = await world().ask(
      parquet,
      purposes,
      `mutation { fait: ${act}(${args}) { ${answer} { id } erreurs { code } } }`,
    );
    expect(errors).toBeUndefined();
    const fait = data?.['fait'] as Record<string, { id: string }> | undefined;
    expect(fait?.['erreurs']).toEqual([]);
    return fait?.[answer]?.id ?? '';
  };

  const readersAmong = async (field: string, id: string, readers: readonly string[]) => {
    const found: string[] = [];
    for (const reader of readers) {
      const { data } = await world().ask(reader, purposes, `{ ${field}(id: "${id}") { id } }`);
      if (data?.[field]) found.push(reader);
    }
    return found;
  };

  test('a communication reaches its recipient alone, an EPCI too', async () => {
    const id = await done(
      'envoyerCommunication',
      'communication',
      'saisie: { destinataire: "grand-poitiers", objet: DECISION, niveau: ACTION, corps: "Une décision." }',
    );
    const asked = [parquet, 'grand-poitiers', 'ville-poitiers', 'prefecture-86', 'ekidom'];
    expect(await readersAmong('communication', id, asked)).toEqual([parquet, 'grand-poitiers']);
    const { data } = await world().ask(
      'grand-poitiers',
      purposes,
      `{ communication(id: "${id}") { corps fondement destinataire { id } historique { acte } } }`,
    );
    expect(data?.['communication']).toEqual({
      corps: 'Une décision.',
      fondement: 'csi-l132-2',
      destinataire: { id: 'grand-poitiers' },
      historique: [{ acte: 'envoyerCommunication' }],
    });
  });

  test('a GLTD is known to those invited, and to nobody whose invitation was taken back', async () => {
    const id = await done(
      'creerGltd',
      'gltd',
      'saisie: { communes: ["86194"], quartiers: ["QN08605M"], debut: "2026-06-01", duree: 6, objectifs: [VIOLENCES], invites: ["ekidom", "ekidom", "ville-poitiers"] }',
    );
    const asked = [parquet, 'ekidom', 'sem-hpc', 'ville-poitiers', 'police-nationale-86'];
    expect(await readersAmong('gltd', id, asked)).toEqual([parquet, 'ekidom', 'ville-poitiers']);
    await done('retirerInvitationGltd', 'gltd', `id: "${id}", saisie: { signataire: "ekidom" }`);
    await done('inviterGltd', 'gltd', `id: "${id}", saisie: { signataire: "sem-hpc" }`);
    expect(await readersAmong('gltd', id, asked)).toEqual([parquet, 'sem-hpc', 'ville-poitiers']);
  });

  test('a place of community work is its host’s, the mayor’s and the prosecutor’s to read', async () => {
    const id = await done(
      'inscrirePosteTravail',
      'poste',
      'saisie: { organismeAccueil: "ekidom", commune: "86194", nature: PEINTURE, places: 2 }',
    );
    const asked = [parquet, 'ekidom', 'sem-hpc', 'ville-poitiers', 'ville-chatellerault'];
    expect(await readersAmong('posteTravail', id, asked)).toEqual([
      parquet,
      'ekidom',
      'ville-poitiers',
    ]);
  });
}
