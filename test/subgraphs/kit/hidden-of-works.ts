import type { DataSource } from 'typeorm';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { EngagementReponse } from '../../../subgraphs/bailleurs/engagement/engagement-reponse.js';
import { ProcesVerbalBailleur } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import {
  EtudeSurete,
  ProgrammeRenovation,
} from '../../../subgraphs/bailleurs/renovation/programme-renovation.js';
import { TroubleJouissance } from '../../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import type { Perimetre } from '../../../schema/contract/territoire.js';
import type { Caller } from '../../harness/subgraph.js';
import { callers } from '../bailleurs/stock.js';
import type { HiddenKind } from './hidden-rows.js';

type KindOfWork = Omit<HiddenKind, 'query' | 'answer'> &
  (
    | { /** Looked up by its id. */ readonly field: string }
    | { /** Referred to by its id. */ readonly type: string }
  );

const ekidom = (scope: string, ...perimetres: Perimetre[]): Caller => ({
  ...callers.ekidom,
  droits: { [scope]: perimetres },
});

/** Of SEM HPC in Châtellerault, each with an id that ends in `-b`. */
export async function fillWorks(dataSource: DataSource): Promise<void> {
  const place = { bailleurId: 'sem-hpc', communeCode: '86066' };
  const home = { bailleurId: 'sem-hpc', residenceId: 'r-b' };
  await dataSource.getRepository(DiagnosticEnMarchant).insert({
    ...place,
    id: 'd-b',
    instructeurId: 'ville-chatellerault',
    motif: 'FAITS_REPETES',
    dateSouhaitee: '2026-06-01',
    statut: 'REALISE',
  });
  await dataSource.getRepository(Constat).insert({
    id: 'c-b',
    diagnosticId: 'd-b',
    theme: 'ECLAIRAGE',
    lieu: 'HALL',
    description: 'Une lampe manque.',
    priorite: 2,
    releveParId: 'ville-chatellerault',
    statut: 'RELEVE',
  });
  await dataSource.getRepository(EngagementReponse).insert({
    id: 'e-b',
    signataireId: 'police-nationale-86',
    bailleurId: 'sem-hpc',
    nature: 'ACCUSE_RECEPTION',
    depuis: '2026-01-01',
    delaiJours: 8,
  });
  await dataSource.getRepository(ProcesVerbalBailleur).insert({
    ...home,
    id: 'v-b',
    dateConstat: '2026-05-03',
    dateLimite: '2026-05-08',
    infractionCodes: ['degradation'],
    statut: 'ETABLI',
  });
  await dataSource.getRepository(TroubleJouissance).insert({
    ...home,
    id: 't-b',
    bail: 'B-1',
    dateMiseEnDemeure: '2026-05-03',
    statut: 'MISE_EN_DEMEURE',
  });
  await dataSource.getRepository(ProgrammeRenovation).insert({
    ...place,
    id: 'g-b',
    type: 'REHABILITATION',
    financeur: 'ANRU',
    debutPrevu: '2027-01-01',
    finPrevue: '2028-01-01',
    nbLogements: 10,
    statut: 'ESSP_REQUISE',
  });
  await dataSource.getRepository(EtudeSurete).insert({
    id: 's-b',
    programmeId: 'g-b',
    obligatoire: true,
    reference: 'ESSP-1',
  });
}

export const kindsOfWorks: readonly KindOfWork[] = [
  {
    about: 'a diagnostic of another, by its id',
    field: 'diagnostic',
    caller: ekidom('diagnostic:lecture', 'patrimoine'),
    hidden: 'd-b',
    absent: 'd-x',
    spoiled: [{ table: 'diagnostic', column: 'statut', key: 'id' }],
  },
  {
    about: 'a constat of another’s diagnostic, by its id',
    field: 'constat',
    caller: ekidom('diagnostic:lecture', 'patrimoine'),
    hidden: 'c-b',
    absent: 'c-x',
    spoiled: [{ table: 'constat', column: 'statut', key: 'id' }],
  },
  {
    about: 'an entrée of another, by reference',
    type: 'Entree',
    caller: ekidom('entree:vigilance', 'patrimoine'),
    hidden: 'h-b',
    absent: 'h-x',
    spoiled: [{ table: 'entree', column: 'niveauVigilance', key: 'id' }],
  },
  {
    about: 'what was promised to another, by reference',
    type: 'EngagementReponse',
    caller: ekidom('engagement-reponse:lecture', 'patrimoine', 'auteur'),
    hidden: 'e-b',
    absent: 'e-x',
    spoiled: [{ table: 'engagement_reponse', column: 'nature', key: 'id' }],
  },
  {
    about: 'a report of another’s warden, by its id',
    field: 'procesVerbal',
    caller: ekidom('proces-verbal:lecture', 'patrimoine'),
    hidden: 'v-b',
    absent: 'v-x',
    spoiled: [
      { table: 'proces_verbal_bailleur', column: 'statut', key: 'id' },
      { table: 'proces_verbal_bailleur', column: 'infractionCodes', key: 'id' },
    ],
  },
  {
    about: 'a trouble in another’s résidence, by its id',
    field: 'troubleJouissance',
    caller: ekidom('trouble-jouissance:lecture', 'patrimoine'),
    hidden: 't-b',
    absent: 't-x',
    spoiled: [{ table: 'trouble_jouissance', column: 'statut', key: 'id' }],
  },
  {
    about: 'a study of another’s programme, by reference',
    type: 'EtudeSurete',
    caller: ekidom('etude-surete:lecture', 'patrimoine'),
    hidden: 's-b',
    absent: 's-x',
    spoiled: [{ table: 'etude_surete', column: 'reference', key: 'id' }],
  },
];
