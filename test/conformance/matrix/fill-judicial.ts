/** The rows of `judicial-facts.ts`, with a token of its own in every protected text. */
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { Communication } from '../../../subgraphs/justice/communication/communication.js';
import { Gltd, GltdInvite } from '../../../subgraphs/justice/gltd/gltd.js';
import { PosteTravailInteret } from '../../../subgraphs/justice/poste-travail/poste-travail.js';
import { communications, gltds, postes } from './judicial-facts.js';
import { places } from './places.js';

const le = new Date('2026-05-03T08:00:00Z');

export async function fillJudicial(database: DataSource): Promise<void> {
  for (const { suffix, destinataire } of communications) {
    const id = `canari-communication-${suffix}`;
    await database.getRepository(Communication).insert({
      id,
      destinataireId: destinataire,
      fondement: 'csi-l132-2',
      objet: 'DECISION',
      niveau: 'ACTION',
      dateEnvoi: '2026-05-03',
      corps: `canari-corps-${suffix}`,
      statut: 'ENVOYEE',
      statutDepuis: le,
    });
    await putPassage(database, `canari-lettre-${suffix}`, 'Communication', id, 'ENVOYEE');
  }
  for (const { suffix, invites } of gltds) {
    const id = `canari-gltd-${suffix}`;
    await database.getRepository(Gltd).insert({
      id,
      communeCodes: ['86194'],
      quartierCodes: ['QN08605M'],
      debut: '2026-01-01',
      duree: 6,
      objectifs: ['VIOLENCES'],
      statut: 'CLOS',
      statutDepuis: le,
    });
    await database
      .getRepository(GltdInvite)
      .insert(invites.map((signataireId) => ({ gltdId: id, signataireId })));
    await putPassage(database, `canari-tour-${suffix}`, 'Gltd', id, 'CLOS');
  }
  for (const { suffix, place, hote } of postes) {
    const id = `canari-poste-${suffix}`;
    await database.getRepository(PosteTravailInteret).insert({
      id,
      organismeAccueilId: hote,
      communeCode: places[place].commune,
      nature: 'PEINTURE',
      places: 2,
      statut: 'FERME',
      statutDepuis: le,
    });
    await putPassage(database, `canari-accueil-${suffix}`, 'PosteTravailInteret', id, 'FERME');
  }
}

async function putPassage(
  database: DataSource,
  id: string,
  objetType: string,
  objetId: string,
  vers: string,
): Promise<void> {
  await database.getRepository(PassageEnregistre).insert({
    id,
    objetType,
    objetId,
    version: 1,
    acte: 'inscrire',
    de: null,
    vers,
    signataireId: 'parquet-poitiers',
    fonction: 'Parquet',
    fondement: 'csi-l132-2',
    le,
  });
}
