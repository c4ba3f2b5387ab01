import type { DataSource } from 'typeorm';
import { ActionPrevention } from '../../../subgraphs/ville/action/action-prevention.js';
import { PropositionAlternative } from '../../../subgraphs/ville/alternative/proposition-alternative.js';
import { Engagement } from '../../../subgraphs/ville/engagement/engagement.js';
import { InformationMaire } from '../../../subgraphs/ville/information/information-maire.js';
import { Instance, InstanceMembre } from '../../../subgraphs/ville/instance/instance.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { Problematique } from '../../../subgraphs/ville/problematique/problematique.js';
import { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';
import { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import type { Caller } from '../../harness/subgraph.js';
import { chatellerault, poitiers } from '../ville/rappels.js';
import type { HiddenKind } from './hidden-rows.js';

type KindOfGroup = Omit<HiddenKind, 'query' | 'answer'> &
  (
    | { /** Looked up by its id. */ readonly field: string }
    | { /** Referred to by its id. */ readonly type: string }
  );

/** Sits in the group `i1` by name; `other` is a group of somebody else. */
const claire: Caller = {
  signataire: 'ekidom',
  compte: 'claire',
  droits: {
    'mandat:lecture': ['groupe-travail', 'auteur'],
    'situation:lecture': ['mandat'],
    'problematique:lecture': ['groupe-travail'],
  },
};
/** Of a member, and without a mandate of his own. */
const jean: Caller = { ...claire, compte: 'jean' };
const mairie: Caller = {
  signataire: 'ville-poitiers',
  territoire: { commune: poitiers },
  droits: {
    'transaction:lecture': ['commune'],
    'information-maire:lecture': ['commune'],
    'alternative:lecture': ['commune'],
    'engagement:lecture': ['auteur'],
    'action-prevention:lecture': ['auteur'],
  },
};
const police: Caller = {
  signataire: 'police-nationale-86',
  territoire: { zone: 'police' },
  droits: { 'information-maire:lecture': ['auteur'] },
};

export async function fillOfGroups(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Instance).insert({
    id: 'other',
    type: 'GROUPE_TRAVAIL',
    perimetreCode: 'QN08601M',
    presidenceId: 'ville-chatellerault',
  });
  await dataSource
    .getRepository(InstanceMembre)
    .insert({ instanceId: 'other', signataireId: 'sem-hpc' });
  const mandate = { debut: '2026-01-01', statut: 'EN_VIGUEUR' as const };
  await dataSource.getRepository(MandatGroupe).insert([
    {
      ...mandate,
      id: 'm-i1',
      instanceId: 'i1',
      signataireId: 'ekidom',
      correspondantId: 'c1',
      compte: 'claire',
    },
    {
      ...mandate,
      id: 'm-other',
      instanceId: 'other',
      signataireId: 'sem-hpc',
      correspondantId: 'c3',
      compte: 'zoe',
    },
  ]);
  await dataSource.getRepository(SituationSuivie).insert(
    ['i1', 'other'].map((instanceId) => ({
      id: `t-${instanceId}`,
      instanceId,
      motifs: ['ERRANCE' as const],
      dateInscription: '2026-02-01',
      // Whoever runs this in years keeps the row.
      conservationJusque: '2999-01-01',
      personneNom: 'INVENTE',
      statut: 'INSCRITE' as const,
    })),
  );
  await dataSource.getRepository(Problematique).insert({
    id: 'q-other',
    instanceId: 'other',
    communeCode: chatellerault,
    lieu: 'HALL',
    theme: 'BRUIT',
    dateReperage: '2026-02-01',
    statut: 'OUVERTE',
  });
  await dataSource.getRepository(TransactionMunicipale).insert({
    id: 'x-other',
    communeCode: chatellerault,
    datePv: '2026-02-01',
    contravention: 'ABANDON_DECHETS',
    bienCommunal: 'VOIRIE',
    dateLimiteProposition: '2026-08-01',
    statut: 'PV_ETABLI',
  });
  await dataSource.getRepository(InformationMaire).insert({
    id: 'n-other',
    communeCode: chatellerault,
    auteurId: 'gendarmerie-86',
    nature: 'BIENS',
    date: '2026-02-01',
    lieu: 'Place',
    signaleeParMaire: false,
    statut: 'TRANSMISE',
  });
  await dataSource.getRepository(PropositionAlternative).insert({
    id: 'a-other',
    communeCode: chatellerault,
    dateFaits: '2026-02-01',
    faits: 'TAPAGE',
    mesureProposee: 'REPARATION',
    statut: 'PROPOSEE',
  });
  await dataSource.getRepository(ActionPrevention).insert({
    id: 'p-other',
    type: 'MEDIATION_SOCIALE',
    porteurId: 'ville-chatellerault',
    communeCode: chatellerault,
    residenceIds: [],
    debut: '2026-02-01',
    fin: '2026-03-01',
    statut: 'PREVUE',
  });
  await dataSource.getRepository(Engagement).insert({
    id: 'g-other',
    signataireId: 'ville-chatellerault',
    nature: 'REFERENT_NOMME',
    depuis: '2026-01-01',
  });
}

export const kindsOfGroups: readonly KindOfGroup[] = [
  {
    about: 'a mandate of another group, by its id',
    field: 'mandatGroupe',
    caller: claire,
    hidden: 'm-other',
    absent: 'm-x',
    spoiled: [{ table: 'mandat_groupe', column: 'statut', key: 'id' }],
  },
  {
    about: 'a situation of another group, by its id',
    field: 'situationSuivie',
    caller: claire,
    hidden: 't-other',
    absent: 't-x',
    spoiled: [{ table: 'situation_suivie', column: 'orientation', key: 'id' }],
  },
  {
    about: 'a situation of the own group, without a mandate of one’s own',
    field: 'situationSuivie',
    caller: jean,
    hidden: 't-i1',
    absent: 't-x',
    spoiled: [{ table: 'situation_suivie', column: 'orientation', key: 'id' }],
  },
  {
    about: 'a problem of another group, by its id',
    field: 'problematique',
    caller: claire,
    hidden: 'q-other',
    absent: 'q-x',
    spoiled: [{ table: 'problematique', column: 'statut', key: 'id' }],
  },
  {
    about: 'a transaction of another commune, by its id',
    field: 'transactionMunicipale',
    caller: mairie,
    hidden: 'x-other',
    absent: 'x-x',
    spoiled: [{ table: 'transaction_municipale', column: 'statut', key: 'id' }],
  },
  {
    about: 'information for another mayor, by its id',
    field: 'informationMaire',
    caller: mairie,
    hidden: 'n-other',
    absent: 'n-x',
    spoiled: [{ table: 'information_maire', column: 'statut', key: 'id' }],
  },
  {
    about: 'information of another force, by its id',
    field: 'informationMaire',
    caller: police,
    hidden: 'n-other',
    absent: 'n-x',
    spoiled: [{ table: 'information_maire', column: 'statut', key: 'id' }],
  },
  {
    about: 'a proposal of another mayor, by its id',
    field: 'propositionAlternative',
    caller: mairie,
    hidden: 'a-other',
    absent: 'a-x',
    spoiled: [{ table: 'proposition_alternative', column: 'statut', key: 'id' }],
  },
  {
    about: 'an action of another city, by its id',
    field: 'actionPrevention',
    caller: mairie,
    hidden: 'p-other',
    absent: 'p-x',
    spoiled: [{ table: 'action_prevention', column: 'statut', key: 'id' }],
  },
  {
    about: 'what another promised, by reference',
    type: 'Engagement',
    caller: mairie,
    hidden: 'g-other',
    absent: 'g-x',
    spoiled: [{ table: 'engagement', column: 'nature', key: 'id' }],
  },
];
