import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { ProtectionPersonnel } from '../../../subgraphs/bailleurs/protection/protection-personnel.js';
import { AvisRappelOrdre } from '../../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import { HomologationTransaction } from '../../../subgraphs/justice/homologation/homologation-transaction.js';
import { justice } from '../../../subgraphs/justice/justice.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.js';
import type { Caller } from '../../harness/subgraph.js';
import { callers as bailleursCallers, fillStock } from '../bailleurs/stock.js';
import { fillRegisters, kindsOfRegisters } from './hidden-of-registers.js';
import { fillOfGroups, kindsOfGroups } from './hidden-of-groups.js';
import { fillWorks, kindsOfWorks } from './hidden-of-works.js';
import { callers as villeCallers, fillVille } from '../ville/rappels.js';

/** A question whose answer must not tell a row that is hidden from one that is not there. */
export interface HiddenKind {
  readonly about: string;
  readonly caller: Caller;
  readonly query: string;
  readonly hidden: string;
  readonly absent: string;
  /** Of both, as text. */
  readonly answer: string;
  /** Columns of the hidden row that get a value which is no code, and no JSON. */
  readonly spoiled: readonly {
    readonly table: string;
    readonly column: string;
    readonly key: string;
  }[];
}

export interface HiddenRows {
  readonly declared: Subgraph;
  readonly fill: (dataSource: DataSource) => Promise<void>;
  readonly kinds: readonly HiddenKind[];
}

const lookUp = (field: string): Pick<HiddenKind, 'query' | 'answer'> => ({
  query: `query ($id: ID!) { un: ${field}(id: $id) { id } }`,
  answer: '{"data":{"un":null}}\n',
});
const reference = (type: string): Pick<HiddenKind, 'query' | 'answer'> => ({
  query: `query ($id: ID!) { _entities(representations: [{ __typename: "${type}", id: $id }]) { ... on ${type} { id } } }`,
  answer: '{"data":{"_entities":[null]}}\n',
});

const asked = (
  kind:
    | (typeof kindsOfWorks)[number]
    | (typeof kindsOfGroups)[number]
    | (typeof kindsOfRegisters)[number],
): HiddenKind => ({
  ...kind,
  ...('field' in kind ? lookUp(kind.field) : reference(kind.type)),
});

const { poitiers, ekidom, police } = bailleursCallers;
const semHpc: Caller = {
  signataire: 'sem-hpc',
  droits: { 'justice:procedure': ['plaignant'], 'justice:decision': ['destinataire'] },
};
const mairie: Caller = {
  signataire: 'ville-poitiers',
  territoire: { commune: '86194' },
  droits: { 'justice:avis-rappel': ['commune'], 'justice:homologation': ['commune'] },
};
const seised: Caller = {
  signataire: 'gendarmerie-86',
  droits: { 'justice:procedure': ['destinataire'], 'justice:decision': ['destinataire'] },
};

/** Of SEM HPC: `notifiee`; `tue` has a decision of which it was not told, `sans` and `ouverte` none. Of another: `autre`. */
async function fillProcedures(dataSource: DataSource): Promise<void> {
  const ids = ['notifiee', 'tue', 'sans', 'ouverte', 'autre'];
  await dataSource.getRepository(Procedure).insert(
    ids.map((id) => ({
      id,
      communeCode: '86066',
      moisFaits: '2026-05',
      infractionCodes: ['degradation'],
      etatPublic: 'DECISION_NOTIFIEE' as const,
      plaignantId: id === 'autre' ? 'ekidom' : 'sem-hpc',
      serviceSaisiId: 'gendarmerie-86',
      informationMaire: false,
    })),
  );
  await dataSource.getRepository(Decision).insert(
    ['notifiee', 'tue', 'autre'].map((procedureId) => ({
      procedureId,
      typeDecision: 'CLASSEMENT' as const,
      motifCode: '71',
      dateDecision: '2026-06-01',
    })),
  );
  await dataSource.getRepository(AvisNotifie).insert({
    procedureId: 'notifiee',
    signataireId: 'sem-hpc',
    dateNotification: '2026-06-02',
  });
  const elsewhere = { communeCode: '86066', date: '2026-06-01' };
  await dataSource
    .getRepository(AvisRappelOrdre)
    .insert({ ...elsewhere, id: 'ailleurs', rappelOrdreId: 'r', avis: 'FAVORABLE' });
  await dataSource.getRepository(HomologationTransaction).insert({
    ...elsewhere,
    id: 'ailleurs',
    transactionId: 'x',
    autorite: 'PROCUREUR',
    decision: 'HOMOLOGUEE',
  });
}

/** Of SEM HPC: an injunction and the protection of one of its staff. */
async function fillOrders(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(InjonctionPrefectorale).insert({
    id: 'j-b',
    bailleurId: 'sem-hpc',
    residenceId: 'r-b',
    reference: 'PREF-1',
    dateInjonction: '2026-05-03',
    statut: 'ENJOINTE',
  });
  await dataSource.getRepository(ProtectionPersonnel).insert({
    id: 'pp-b',
    bailleurId: 'sem-hpc',
    incidentId: 'i-b',
    dateDeclaration: '2026-05-03',
    declarant: 'SALARIE',
    mesures: [],
    enseignements: [],
    statut: 'FAIT_DECLARE',
  });
}

export const hiddenRows: readonly HiddenRows[] = [
  {
    declared: bailleurs as Subgraph,
    fill: async (dataSource) => {
      await fillStock(dataSource);
      await fillOrders(dataSource);
      await fillWorks(dataSource);
    },
    kinds: [
      ...kindsOfWorks.map(asked),
      {
        about: 'an incident elsewhere, by its id',
        ...lookUp('incident'),
        caller: poitiers,
        hidden: 'i-c',
        absent: 'i-x',
        spoiled: [{ table: 'incident', column: 'type', key: 'id' }],
      },
      {
        about: 'an incident elsewhere, by reference',
        ...reference('Incident'),
        caller: poitiers,
        hidden: 'i-c',
        absent: 'i-x',
        spoiled: [{ table: 'incident', column: 'type', key: 'id' }],
      },
      {
        about: 'a draft of another, by its id',
        ...lookUp('signalement'),
        caller: police,
        hidden: 's-f',
        absent: 's-x',
        spoiled: [{ table: 'signalement', column: 'statut', key: 'id' }],
      },
      {
        about: 'a complaint of another, by its id',
        ...lookUp('plainte'),
        caller: ekidom,
        hidden: 'p-b',
        absent: 'p-x',
        spoiled: [
          { table: 'plainte', column: 'etat', key: 'id' },
          { table: 'plainte', column: 'qualificationCodes', key: 'id' },
        ],
      },
      {
        about: 'an injunction to another, by its id',
        ...lookUp('injonction'),
        caller: { ...ekidom, droits: { 'injonction:lecture': ['patrimoine'] } },
        hidden: 'j-b',
        absent: 'j-x',
        spoiled: [{ table: 'injonction_prefectorale', column: 'statut', key: 'id' }],
      },
      {
        about: 'a protection of another’s staff, by its id',
        ...lookUp('protection'),
        caller: { ...ekidom, droits: { 'protection:lecture': ['patrimoine'] } },
        hidden: 'pp-b',
        absent: 'pp-x',
        spoiled: [{ table: 'protection_personnel', column: 'statut', key: 'id' }],
      },
      {
        about: 'complaints of another, of an incident',
        query: `query ($id: ID!) { _entities(representations: [{ __typename: "Incident", id: $id }]) { ... on Incident { plaintes { id } } } }`,
        answer: '{"data":{"_entities":[{"plaintes":[]}]}}\n',
        caller: {
          ...ekidom,
          territoire: { zone: 'police' },
          droits: { ...ekidom.droits, 'incident:resume': ['zone'], 'incident:lecture': ['zone'] },
        },
        hidden: 'i-b',
        absent: 'i-e',
        spoiled: [{ table: 'plainte', column: 'etat', key: 'incidentId' }],
      },
    ],
  },
  {
    declared: justice as Subgraph,
    fill: async (dataSource) => {
      await fillProcedures(dataSource);
      await fillRegisters(dataSource);
    },
    kinds: [
      ...kindsOfRegisters.map(asked),
      {
        about: 'a procedure of another, by its id',
        ...lookUp('procedure'),
        caller: semHpc,
        hidden: 'autre',
        absent: 'aucun',
        spoiled: [
          { table: 'procedure', column: 'etatPublic', key: 'id' },
          { table: 'procedure', column: 'infractionCodes', key: 'id' },
        ],
      },
      {
        about: 'a procedure of another, by reference',
        ...reference('Procedure'),
        caller: semHpc,
        hidden: 'autre',
        absent: 'aucun',
        spoiled: [
          { table: 'procedure', column: 'etatPublic', key: 'id' },
          { table: 'procedure', column: 'infractionCodes', key: 'id' },
        ],
      },
      {
        about: 'an opinion for another mayor, by reference',
        ...reference('AvisRappelOrdre'),
        caller: mairie,
        hidden: 'ailleurs',
        absent: 'aucun',
        spoiled: [{ table: 'avis_rappel_ordre', column: 'avis', key: 'id' }],
      },
      {
        about: 'a decision for another mayor, by reference',
        ...reference('HomologationTransaction'),
        caller: mairie,
        hidden: 'ailleurs',
        absent: 'aucun',
        spoiled: [{ table: 'homologation_transaction', column: 'decision', key: 'id' }],
      },
      {
        about: 'a procedure of which its complainant had no notice',
        ...lookUp('procedure'),
        caller: semHpc,
        hidden: 'ouverte',
        absent: 'aucun',
        spoiled: [{ table: 'procedure', column: 'etatPublic', key: 'id' }],
      },
      {
        about: 'a decision not yet notified',
        query: 'query ($id: ID!) { procedure(id: $id) { decision { dateDecision } } }',
        answer: '{"data":{"procedure":{"decision":null}}}\n',
        caller: seised,
        hidden: 'tue',
        absent: 'sans',
        spoiled: [{ table: 'decision', column: 'typeDecision', key: 'procedureId' }],
      },
    ],
  },
  {
    declared: ville as Subgraph,
    fill: async (dataSource) => {
      await fillVille(dataSource);
      await fillOfGroups(dataSource);
    },
    kinds: [
      ...kindsOfGroups.map(asked),
      {
        about: 'a rappel of another mayor, by its id',
        ...lookUp('rappelOrdre'),
        caller: villeCallers.poitiers,
        hidden: 'r5',
        absent: 'r9',
        spoiled: [{ table: 'rappel_ordre', column: 'statut', key: 'id' }],
      },
      {
        about: 'a rappel of another mayor, by reference',
        ...reference('RappelOrdre'),
        caller: villeCallers.poitiers,
        hidden: 'r5',
        absent: 'r9',
        spoiled: [{ table: 'rappel_ordre', column: 'statut', key: 'id' }],
      },
    ],
  },
];
