/** How each type of the composed schema is reached, to read one of its fields from every row. */
import type { Row } from './facts.js';

/** A list at the root, and the look-up of one row where there is one. */
export interface RootWay {
  readonly list: string;
  /** Where the list's rows stand: `nodes` of a connection, or the list itself. */
  readonly nodes: boolean;
  readonly key: string;
  readonly lookup: string | null;
}

/** A value below a row of another type. */
export interface NestedWay {
  readonly below: string;
  readonly field: string;
}

const connection = (list: string, lookup: string | null, key = 'id'): RootWay => ({
  list: `${list}(first: 100)`,
  nodes: true,
  lookup,
  key,
});
const plain = (list: string, lookup: string | null, key: string): RootWay => ({
  list,
  nodes: false,
  lookup,
  key,
});

export const ways: Readonly<Record<string, RootWay | NestedWay>> = {
  Commune: connection('communes', 'commune', 'codeInsee'),
  Epci: plain('epcis', 'epci', 'siren'),
  Quartier: plain('quartiers', 'quartier', 'codeQpv'),
  Signataire: plain('signataires', 'signataire', 'id'),
  Residence: connection('residences', 'residence'),
  Logement: connection('logements', 'logement'),
  Incident: connection('incidents', 'incident'),
  AgregatIncidents: connection('agregatsIncidents', null),
  Signalement: connection('signalements', 'signalement'),
  DiagnosticEnMarchant: connection('diagnostics', 'diagnostic'),
  Constat: connection('constats', 'constat'),
  ProgrammeRenovation: connection('programmes', 'programme'),
  ProcesVerbalBailleur: connection('procesVerbaux', 'procesVerbal'),
  ProtectionPersonnel: connection('protections', 'protection'),
  InjonctionPrefectorale: connection('injonctions', 'injonction'),
  TroubleJouissance: connection('troublesJouissance', 'troubleJouissance'),
  Plainte: connection('plaintes', 'plainte'),
  Procedure: connection('procedures', 'procedure'),
  RappelOrdre: connection('rappelsOrdre', 'rappelOrdre'),
  TransactionMunicipale: connection('transactionsMunicipales', 'transactionMunicipale'),
  PropositionAlternative: connection('propositionsAlternatives', 'propositionAlternative'),
  InformationMaire: connection('informationsMaire', 'informationMaire'),
  Instance: connection('instances', 'instance'),
  Problematique: connection('problematiques', 'problematique'),
  MandatGroupe: connection('mandatsGroupes', 'mandatGroupe'),
  SituationSuivie: connection('situationsSuivies', 'situationSuivie'),
  ActionPrevention: connection('actionsPrevention', 'actionPrevention'),
  BilanAction: { below: 'ActionPrevention', field: 'bilanChiffre' },
  Engagement: connection('engagements', null),
  EngagementReponse: connection('engagementsReponse', null),
  PersonneSuivie: { below: 'SituationSuivie', field: 'personne' },
  Correspondant: connection('correspondants', null),
  StatistiqueSuites: connection('statistiquesSuites', null),
  IndicateurDelinquance: connection('indicateursDelinquance', null),
  InfractionNatinf: connection('infractionsNatinf', null, 'numero'),
  Communication: connection('communications', 'communication'),
  Gltd: connection('gltds', 'gltd'),
  PosteTravailInteret: connection('postesTravail', 'posteTravail'),
  Territoire: { below: 'Signataire', field: 'territoire' },
  Approbation: { below: 'Signataire', field: 'approbation' },
  Entree: connection('entrees', 'entree'),
  Infraction: { below: 'Incident', field: 'infractionPresumee' },
  Victime: { below: 'Incident', field: 'victime' },
  AuteurPresume: { below: 'Incident', field: 'auteurPresume' },
  PassageEtat: { below: 'Signalement', field: 'historique' },
  SuiteOperationnelle: { below: 'Signalement', field: 'suites' },
  ParticipantDiagnostic: { below: 'DiagnosticEnMarchant', field: 'participants' },
  CorrectionIncident: { below: 'Incident', field: 'corrections' },
  MesureSecurisation: { below: 'ProgrammeRenovation', field: 'securisation' },
  EtudeSurete: { below: 'ProgrammeRenovation', field: 'etude' },
  Decision: { below: 'Procedure', field: 'decision' },
  MotifClassement: { below: 'Decision', field: 'motifClassement' },
  AvisRappelOrdre: { below: 'RappelOrdre', field: 'avis' },
  AuteurRappel: { below: 'RappelOrdre', field: 'auteur' },
  HomologationTransaction: { below: 'TransactionMunicipale', field: 'homologations' },
  Livraison: { below: 'AvisRappelOrdre', field: 'livraison' },
  LivraisonAnnuaire: { below: 'Correspondant', field: 'livraisons' },
  RepresentantLegal: { below: 'AuteurRappel', field: 'representantsLegaux' },
  Reunion: { below: 'Instance', field: 'reunions' },
  MembreInstance: { below: 'Instance', field: 'composition' },
  DemandeReunion: { below: 'Instance', field: 'demandes' },
  DecisionInstance: { below: 'Instance', field: 'decisions' },
};

/** Types whose fields are asked by tests of their own: one object, or a page of a list. */
export const otherwiseAsked = [
  'Query',
  'Moi',
  'DroitEffectif',
  'FinaliteUtile',
  'DonneeOuverte',
  'Fondement',
  'PageInfo',
  'Explication',
  'PorteeDemandee',
  'ChampLisible',
  'Mutation',
  'ActeSignalement',
  'ErreurActe',
  'ActePossible',
  'ActeDiagnosticEnMarchant',
  'ActeConstat',
  'ActeIncident',
  'ActeProgrammeRenovation',
  'ActeRappelOrdre',
  'ActeTransactionMunicipale',
  'ActePropositionAlternative',
  'ActeInformationMaire',
  'ActeAvisRappelOrdre',
  'ActePlainte',
  'ActeProcesVerbalBailleur',
  'ActeProtectionPersonnel',
  'ActeInjonctionPrefectorale',
  'ActeTroubleJouissance',
  'ActeProcedure',
  'ActeHomologationTransaction',
  'ActeProblematique',
  'ActeCorrespondant',
  'ActeMandatGroupe',
  'ActeInstance',
  'ActeSituationSuivie',
  'ActeActionPrevention',
  'ActeEntree',
  'ActeCommunication',
  'ActeGltd',
  'ActePosteTravailInteret',
];

/** From a type to the list at the root that its rows come from. */
export function wayTo(type: string): {
  readonly root: RootWay;
  readonly rootType: string;
  /** Field names from the root's row to the object. */
  readonly path: readonly string[];
} {
  const path: string[] = [];
  let name = type;
  for (;;) {
    const way = ways[name];
    if (!way) throw new Error(`no way to ${name}: add one`);
    if ('list' in way) return { root: way, rootType: name, path };
    path.unshift(way.field);
    name = way.below;
  }
}

/** The selection of a field, from a row of the root's type. */
export function selectionOf(path: readonly string[], field: string, composite: boolean): string {
  return path.reduceRight(
    (inner, step) => `${step} { ${inner} }`,
    composite ? `${field} { __typename }` : field,
  );
}

/** What a row's object holds there; a list stands for its first item. */
export function valueAt(object: unknown, path: readonly string[]): unknown {
  let value = object;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[step];
    if (Array.isArray(value)) value = value[0] as unknown;
  }
  return value ?? null;
}

/** All rows of a type, each looked up by its id under an alias of its own. */
export function lookups(way: RootWay, rows: readonly Row[], selection: string): string {
  const { lookup, key } = way;
  return rows
    .map(({ id }, i) => `r${i}: ${lookup ?? ''}(${key}: "${id}") { ${selection} }`)
    .join('\n');
}

/** The objects of a list at the root. */
export function valueAtRoot(
  data: Record<string, unknown> | null,
  list: string,
  nodes: boolean,
): Record<string, unknown>[] {
  const value = data?.[list.replace(/\(.*/, '')];
  const found = nodes ? (value as { nodes?: unknown } | null | undefined)?.nodes : value;
  return Array.isArray(found) ? (found as Record<string, unknown>[]) : [];
}
