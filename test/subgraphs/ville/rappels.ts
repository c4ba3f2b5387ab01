import type { DataSource } from 'typeorm';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { Instance, InstanceMembre, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import type { Caller } from '../../harness/subgraph.js';

export const poitiers = '86194';
export const chatellerault = '86066';

const mairie = {
  'rappel-ordre:statut': ['commune'],
  'rappel-ordre:lecture': ['commune'],
  'rappel-ordre:auteur': ['commune'],
  'signalement:lecture': ['commune', 'destinataire'],
  'correspondant:lecture': null,
  'instance:reunions': ['groupe-travail'],
} as const;

/** The signatories that these tests speak for, with rights after domain.md §4. */
export const callers = {
  poitiers: {
    signataire: 'ville-poitiers',
    territoire: { commune: poitiers },
    droits: mairie,
  },
  chatellerault: {
    signataire: 'ville-chatellerault',
    territoire: { commune: chatellerault },
    droits: mairie,
  },
  parquet: {
    signataire: 'parquet-poitiers',
    territoire: { departement: '86' },
    droits: {
      'rappel-ordre:statut': ['departement'],
      'rappel-ordre:lecture': ['departement'],
      'rappel-ordre:auteur': ['destinataire'],
      'signalement:lecture': ['destinataire'],
      'instance:reunions': ['groupe-travail'],
    },
  },
  ekidom: {
    signataire: 'ekidom',
    territoire: { patrimoine: 'ekidom' },
    droits: { 'rappel-ordre:statut': ['auteur'], 'instance:reunions': ['groupe-travail'] },
  },
  police: { signataire: 'police-nationale-86', territoire: { zone: 'police' }, droits: {} },
  anonymous: { signataire: null },
} as const satisfies Record<string, Caller>;

type Row = Pick<RappelOrdre, 'id' | 'communeCode' | 'statut' | 'dateFaits' | 'bailleurOrigine'>;

const rows: readonly Row[] = [
  row('r1', poitiers, 'CONSULTATION_PARQUET', '2026-03-01', 'ekidom'),
  row('r2', poitiers, 'TENU', '2026-03-02', 'ekidom'),
  row('r3', poitiers, 'TENU', '2026-03-02', 'habitat-vienne'),
  row('r4', poitiers, 'PROPOSE', '2026-01-15', null),
  row('r5', chatellerault, 'CONSULTATION_PARQUET', '2026-02-10', 'sem-hpc'),
  row('r6', chatellerault, 'CLOS', '2025-12-24', 'ekidom'),
];

function row(
  id: string,
  communeCode: string,
  statut: RappelOrdre['statut'],
  dateFaits: string,
  bailleurOrigine: string | null,
): Row {
  return { id, communeCode, statut, dateFaits, bailleurOrigine };
}

/** Invented persons; each protected value carries its row's id, so that a leak names itself. */
export async function fillVille(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(RappelOrdre).insert(
    rows.map((row) => ({
      ...row,
      motif: 'NUISANCE_SONORE' as const,
      mineur: row.id === 'r1',
      signalementOrigineId: row.bailleurOrigine && `signalement-${row.id}`,
      dateConvocation: row.statut === 'TENU' || row.statut === 'CLOS' ? '2026-04-01' : null,
      dateTenue: null,
      presenceRepresentantLegal: null,
      auteurNom: `NOM-${row.id}`,
      auteurPrenom: `PRENOM-${row.id}`,
      auteurDateNaissance: '2010-05-05',
      auteurAdresse: null,
      auteurRepresentants: [{ nom: `PARENT-${row.id}`, prenom: 'X', lien: 'mère' }],
    })),
  );
  await dataSource.getRepository(Instance).insert([
    { id: 'i1', type: 'GROUPE_TRAVAIL', perimetreCode: '86194', presidenceId: 'ville-poitiers' },
    { id: 'i2', type: 'CISPD', perimetreCode: 'CONVENTION', presidenceId: 'grand-poitiers' },
  ]);
  await dataSource.getRepository(InstanceMembre).insert([
    { instanceId: 'i1', signataireId: 'ekidom' },
    { instanceId: 'i1', signataireId: 'ville-poitiers' },
    { instanceId: 'i2', signataireId: 'parquet-poitiers' },
  ]);
  await dataSource.getRepository(Reunion).insert([
    { id: 'u2', instanceId: 'i1', date: '2026-06-01', objet: 'PLAN_D_ACTIONS' },
    { id: 'u1', instanceId: 'i1', date: '2026-05-01', objet: 'BILAN' },
    { id: 'u3', instanceId: 'i2', date: '2026-05-02', objet: 'TRAVAUX' },
  ]);
  await dataSource
    .getRepository(Correspondant)
    .insert([
      correspondant('c1', 'ekidom', 'Aubin Claire', null),
      correspondant('c2', 'ekidom', 'Zola Jean', 'c1'),
      correspondant('c3', 'ville-poitiers', 'Martin Élise', null),
    ]);
}

function correspondant(id: string, signataireId: string, nom: string, suppleantId: string | null) {
  return {
    id,
    signataireId,
    nom,
    suppleantId,
    fonction: 'référent',
    telephonePro: null,
    courrielPro: null,
    perimetre: null,
    mandatDebut: '2024-01-01',
    mandatFin: null,
  };
}
