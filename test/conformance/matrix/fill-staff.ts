import type { DataSource } from 'typeorm';
import { EngagementReponse } from '../../../subgraphs/bailleurs/engagement/engagement-reponse.js';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { TroubleJouissance } from '../../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { ProcesVerbalBailleur } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import { ProtectionPersonnel } from '../../../subgraphs/bailleurs/protection/protection-personnel.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { enjoined } from './facts.js';
import { places, voided, type PlaceId } from './places.js';

/** A promise beside those that were made to every landlord. */
export async function fillPromise(database: DataSource): Promise<void> {
  await database.getRepository(EngagementReponse).insert({
    id: 'canari-reponse-p1',
    signataireId: 'police-nationale-86',
    bailleurId: places.p1.bailleur,
    nature: 'ACCUSE_RECEPTION',
    depuis: '2023-07-03',
    delaiJours: 7,
  });
}

/** A warden's report, a protection file, an injunction and a file against a trouble; over, so that no act on them changes anything. */
export async function fillStaffAndWardens(database: DataSource, p: PlaceId): Promise<void> {
  const { bailleur } = places[p];
  const le = new Date('2026-04-09T08:00:00Z');
  const [report, protection, injonction] = [
    `canari-rapport-${p}`,
    `canari-protection-${p}`,
    `canari-injonction-${p}`,
  ];
  const statut = p === voided ? 'NUL' : 'TRANSMIS';
  await database.getRepository(ProcesVerbalBailleur).insert({
    id: report,
    bailleurId: bailleur,
    residenceId: `canari-residence-${p}`,
    dateConstat: '2026-04-05',
    dateLimite: '2026-04-10',
    infractionCodes: ['degradation-legere'],
    dateTransmission: p === voided ? null : '2026-04-09',
    statut,
    version: 2,
    statutDepuis: le,
  });
  await database.getRepository(ProtectionPersonnel).insert({
    id: protection,
    bailleurId: bailleur,
    incidentId: `canari-incident-${p}`,
    dateDeclaration: '2026-04-06',
    declarant: 'ENCADREMENT',
    mesures: ['RETRAIT'],
    plaintePersonnelle: 'DEPOSEE',
    plainteId: `canari-plainte-${p}`,
    domiciliation: 'DEMANDEE',
    enseignements: ['FORMATION'],
    statut: 'CLOS',
    version: 2,
    statutDepuis: le,
  });
  await database.getRepository(InjonctionPrefectorale).insert({
    id: injonction,
    bailleurId: bailleur,
    residenceId: `canari-residence-${p}`,
    reference: `canari-courrier-${p}`,
    dateInjonction: '2026-04-01',
    dateLimite: '2026-04-16',
    reponse: 'REFUSE',
    dateReponse: '2026-04-05',
    motifRefus: 'PREUVES_INSUFFISANTES',
    dateSaisine: '2026-04-09',
    statut: 'SUBSTITUTION',
    version: 2,
    statutDepuis: le,
  });
  const trouble = `canari-trouble-${p}`;
  await database.getRepository(TroubleJouissance).insert({
    id: trouble,
    bailleurId: bailleur,
    residenceId: `canari-residence-${p}`,
    bail: `canari-contrat-${p}`,
    injonctionId: enjoined.includes(p) ? injonction : null,
    dateMiseEnDemeure: '2026-01-05',
    dateOffreRelogement: '2026-02-05',
    dateAssignation: '2026-03-05',
    dateJugement: '2026-04-05',
    decision: 'RESILIATION',
    dateExecution: '2026-04-09',
    motifCloture: 'LOGEMENT_RENDU',
    statut: 'EXECUTION',
    version: 2,
    statutDepuis: le,
  });
  const passages = [
    [`canari-envoi-${p}`, 'ProcesVerbalBailleur', report, 'ETABLI', statut],
    [`canari-cloture-${p}`, 'ProtectionPersonnel', protection, 'RETEX', 'CLOS'],
    [`canari-substitution-${p}`, 'InjonctionPrefectorale', injonction, 'CARENCE', 'SUBSTITUTION'],
    [`canari-execution-${p}`, 'TroubleJouissance', trouble, 'JUGEMENT', 'EXECUTION'],
  ] as const;
  await database.getRepository(PassageEnregistre).insert(
    passages.map(([id, objetType, objetId, de, vers]) => ({
      id,
      objetType,
      objetId,
      version: 2,
      acte: 'cloreProtection',
      de,
      vers,
      signataireId: bailleur,
      fonction: 'Employeur, bailleur',
      fondement: 'cpp-706-57',
      le,
    })),
  );
}
