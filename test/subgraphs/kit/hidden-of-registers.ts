import type { DataSource } from 'typeorm';
import { Communication } from '../../../subgraphs/justice/communication/communication.js';
import { Gltd, GltdInvite } from '../../../subgraphs/justice/gltd/gltd.js';
import { PosteTravailInteret } from '../../../subgraphs/justice/poste-travail/poste-travail.js';
import type { Caller } from '../../harness/subgraph.js';
import type { HiddenKind } from './hidden-rows.js';

/** Looked up by its id. */
interface KindOfRegister extends Pick<
  HiddenKind,
  'about' | 'caller' | 'hidden' | 'absent' | 'spoiled'
> {
  readonly field: string;
}

const mairie: Caller = {
  signataire: 'ville-poitiers',
  territoire: { commune: '86194' },
  droits: {
    'communication:lecture': ['destinataire'],
    'gltd:lecture': ['participant'],
    'poste-travail:lecture': ['commune', 'destinataire'],
  },
};

/** Another mayor's. */
export async function fillRegisters(dataSource: DataSource): Promise<void> {
  const others = 'ville-chatellerault';
  await dataSource.getRepository(Communication).insert({
    id: 'ailleurs',
    destinataireId: others,
    fondement: 'csi-l132-2',
    objet: 'MESURE',
    niveau: 'INFORMATION',
    dateEnvoi: '2026-06-01',
    corps: 'Texte',
    statut: 'ENVOYEE',
  });
  await dataSource.getRepository(Gltd).insert({
    id: 'ailleurs',
    communeCodes: ['86066'],
    quartierCodes: [],
    debut: '2026-06-01',
    duree: 6,
    objectifs: ['VIOLENCES'],
    statut: 'EN_COURS',
  });
  await dataSource.getRepository(GltdInvite).insert({ gltdId: 'ailleurs', signataireId: others });
  await dataSource.getRepository(PosteTravailInteret).insert({
    id: 'ailleurs',
    organismeAccueilId: others,
    communeCode: '86066',
    nature: 'PEINTURE',
    places: 2,
    statut: 'OUVERT',
  });
}

const elsewhere = { caller: mairie, hidden: 'ailleurs', absent: 'aucun' };

export const kindsOfRegisters: readonly KindOfRegister[] = [
  {
    ...elsewhere,
    about: 'a communication to another mayor, by its id',
    field: 'communication',
    spoiled: [{ table: 'communication', column: 'objet', key: 'id' }],
  },
  {
    ...elsewhere,
    about: 'a GLTD that one is not invited to, by its id',
    field: 'gltd',
    spoiled: [
      { table: 'gltd', column: 'statut', key: 'id' },
      { table: 'gltd', column: 'communeCodes', key: 'id' },
    ],
  },
  {
    ...elsewhere,
    about: 'a place of work with another host, by its id',
    field: 'posteTravail',
    spoiled: [{ table: 'poste_travail_interet', column: 'nature', key: 'id' }],
  },
];
