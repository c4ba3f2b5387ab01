/**
 * Who may read what, written by hand from the convention's domain reference (its §3 and §4) and from
 * nothing that the product computes. A field of the composed schema that has no line here fails the
 * tests, and so does a line without a field.
 */
import { reaches, rows, type Facts, type Reach, type Row } from './facts.js';
import type { Signatory } from './signatories.js';
import {
  everybody,
  tous,
  exploitation,
  incident,
  incidentResume,
  incidentLocalisation,
  incidentPersonnes,
  entree,
  signalement,
  diagnostic,
  instructing,
  securisation,
  etude,
  plainte,
  procedure,
  decision,
  type Block,
} from './readers.js';
import { villeBlocks } from './ville-blocks.js';

const blocks: readonly Block[] = [
  {
    readers: tous,
    fields: `
      Query: programmes programme residences residence logements logement instances instance communes commune epcis epci quartiers quartier signataires signataire moi pourquoi champs statistiquesSuites
      Commune: codeInsee nom zoneCompetence populationMunicipale epci residences
      Epci: siren nom nature communes
      Quartier: codeQpv nom communes
      Signataire: id nom nature representantTitre territoire statut approbation signature retrait
      Territoire: patrimoine commune epci zone departement
      Approbation: instance reference date
      Moi: signataire finalites droits finalitesUtiles
      FinaliteUtile: id libelle ouvre
      DonneeOuverte: portee libelle classe
      DroitEffectif: portee libelle classe proprietaire conservation perimetres finalites fondements
      Fondement: id reference effet
      ChampLisible: coordonnee classe
      Explication: coordonnee statut message portees
      PorteeDemandee: portee libelle classe proprietaire conservation detenue finalites perimetres fondements
      Residence: id nom nbLogements typeConstruction anneeConstruction programmeRenovation commune quartier bailleur logements
      Logement: id nbPieces surface financement conventionne numConvention dpeEnergie dpeGes qpv residence
      ProgrammeRenovation: id type financeur debutPrevu finPrevue nbLogements commune bailleur residences
      Instance: id type perimetre
      StatistiqueSuites: id territoire periode type effectif supprime
      PageInfo: hasNextPage hasPreviousPage startCursor endCursor`,
  },
  {
    readers: tous,
    personal: true,
    fields: `
      Query: correspondants
      Correspondant: id nom fonction telephonePro courrielPro perimetre mandatDebut mandatFin signataire suppleant`,
  },
  {
    readers: everybody('membre'),
    fields: `
      Instance: presidence membres reunions
      Reunion: id date objet`,
  },
  {
    readers: exploitation,
    fields:
      'Residence: gardiens controleAcces eclairage videoprotection autorisationAccesPermanent',
  },
  {
    readers: { bailleurs: ['patrimoine'], forces: ['zone'] },
    fields: 'Residence: consignesAcces',
  },
  {
    readers: entree,
    fields: `
      Residence: entrees
      Entree: id niveauVigilance dateEvaluation`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    personal: true,
    fields: 'Logement: etage escalier porte occupation',
  },
  {
    readers: incidentResume,
    fields: `
      Query: incidents incident
      Commune: incidents
      Incident: id type gravite moisFaits famille`,
  },
  {
    readers: incident,
    fields: `
      Incident: residence dateFaits trancheHoraire lieuType recurrence infractionPresumee
      Incident: statut version statutDepuis appel17 actesPossibles historique
      Infraction: natinf nature qualification`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields: `
      Incident: corrections
      CorrectionIncident: id version motif le
      Mutation: saisirIncident corrigerIncident cloreIncident`,
  },
  { readers: incidentLocalisation, fields: 'Incident: entree coutEstime' },
  {
    readers: incident,
    personal: true,
    fields: `
      Incident: victime
      Victime: qualite itt`,
  },
  {
    readers: incidentPersonnes,
    personal: true,
    fields: `
      Victime: identite
      Incident: auteurPresume plaintes
      AuteurPresume: connu identite lienBail`,
  },
  {
    readers: signalement,
    fields: `
      Query: signalements signalement
      Signalement: id dateTransmission urgence statut commune bailleur suites destinataires incidents
      Signalement: version statutDepuis qualification motifContestation appel17
      Signalement: actesPossibles echeance historique
      PassageEtat: id acte de vers version signataire fonction fondement le
      SuiteOperationnelle: id nature date auteur`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields:
      'Mutation: creerSignalement corrigerSignalement transmettreSignalement contesterQualificationSignalement cloreSignalement',
  },
  {
    readers: { forces: ['destinataire'], villes: ['destinataire'] },
    fields:
      'Mutation: accuserReceptionSignalement reorienterSignalement qualifierSignalement traiterSignalement lierPlainteSignalement communiquerSuiteSignalement',
  },
  {
    readers: diagnostic,
    fields: `
      Query: diagnostics diagnostic constats constat
      DiagnosticEnMarchant: id motif dateSouhaitee datePlanifiee dateRealisation motifRefus statut version statutDepuis
      DiagnosticEnMarchant: commune demandeur instructeur residences participants constats actesPossibles historique
      ParticipantDiagnostic: qualite signataire
      Constat: id theme lieu priorite echeance motifRefusPilote statut version statutDepuis
      Constat: diagnostic relevePar pilote actesPossibles historique`,
  },
  {
    readers: securisation,
    fields: `
      ProgrammeRenovation: statut version statutDepuis avisForces diagnostic securisation actesPossibles historique
      MesureSecurisation: id nature responsable`,
  },
  {
    readers: etude,
    fields: `
      ProgrammeRenovation: etude
      EtudeSurete: id obligatoire reference dateDepot`,
  },
  { readers: etude, personal: true, fields: 'EtudeSurete: synthese' },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields:
      'Mutation: declarerProgramme rattacherDiagnosticProgramme requerirEtudeProgramme deposerEtudeProgramme commencerTravauxProgramme acheverTravauxProgramme',
  },
  {
    readers: { forces: ['zone'] },
    fields: 'Mutation: donnerAvisProgramme revoirAvisProgramme',
  },
  {
    readers: { bailleurs: ['patrimoine'], villes: ['commune'], epci: ['epci'] },
    fields: 'Mutation: arreterMesuresProgramme',
  },
  {
    readers: { villes: ['commune'], epci: ['epci'] },
    fields: 'Mutation: verifierMesuresProgramme',
  },
  // Free text is classed one level above its object.
  { readers: diagnostic, personal: true, fields: 'Constat: description' },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields: 'Mutation: demanderDiagnostic annulerDiagnostic',
  },
  {
    readers: instructing,
    fields: `
      Mutation: recevoirDemandeDiagnostic refuserDemandeDiagnostic planifierDiagnostic realiserDiagnostic arreterPlanActionsDiagnostic suivreDiagnostic cloreDiagnostic
      Mutation: designerPiloteConstat verifierMesureConstat reprendreMesureConstat ecarterConstat`,
  },
  {
    readers: {
      ...diagnostic,
      villes: ['destinataire', 'participant'],
      epci: ['destinataire', 'participant'],
    },
    fields: 'Mutation: releverConstat',
  },
  {
    readers: everybody('pilote'),
    fields: 'Mutation: accepterMesureConstat refuserMesureConstat realiserMesureConstat',
  },
  {
    readers: tous,
    fields: `
      ActeDiagnosticEnMarchant: diagnostic erreurs
      ActeConstat: constat erreurs
      ActeIncident: incident erreurs
      ActeProgrammeRenovation: programme erreurs
      ActeRappelOrdre: erreurs
      ActeTransactionMunicipale: erreurs
      ActeSignalement: signalement erreurs
      ErreurActe: code message champ
      ActePossible: nom resume attendu irrevocable echeance`,
  },
  // A correspondant is a person, if by profession.
  { readers: signalement, personal: true, fields: 'Signalement: auteur' },
  {
    readers: plainte,
    personal: true,
    fields: `
      Query: plaintes plainte
      Signalement: plainte
      Plainte: id dateDepot numeroPv recepisse etat plaignant serviceRecepteur qualifications procedure`,
  },
  {
    readers: procedure,
    personal: true,
    fields: `
      Query: procedures procedure
      Procedure: id moisFaits etatPublic communeFaits infractions`,
  },
  {
    readers: decision,
    personal: true,
    part: 'decision',
    fields: `
      Procedure: decision
      Decision: typeDecision dateDecision datePublication motifClassement
      MotifClassement: code libelle`,
  },
  ...villeBlocks,
];

/** A page of a list and its edges are read by those who read the list's rows. */
const pages = ['Incident', 'Logement', 'Plainte', 'Residence', 'Signalement', 'Commune'].concat([
  'DiagnosticEnMarchant',
  'Constat',
  'ProgrammeRenovation',
  'Correspondant',
  'Instance',
  'Procedure',
  'RappelOrdre',
  'StatistiqueSuites',
  'TransactionMunicipale',
]);
const pageFields = pages.flatMap((type) => [
  ...['edges', 'nodes', 'pageInfo', 'totalCount'].map((field) => `${type}Connection.${field}`),
  ...['cursor', 'node'].map((field) => `${type}Edge.${field}`),
]);

/** By coordinate. */
export const matrix: ReadonlyMap<string, Omit<Block, 'fields'>> = (() => {
  const found = new Map<string, Omit<Block, 'fields'>>();
  const add = (coordinate: string, block: Omit<Block, 'fields'>): void => {
    if (found.has(coordinate)) throw new Error(`${coordinate} stands twice in the matrix`);
    found.set(coordinate, block);
  };
  for (const { fields, ...block } of blocks) {
    for (const line of fields.split('\n').map((text) => text.trim())) {
      const [type = '', names = ''] = line.split(': ');
      for (const name of names.split(' ')) if (name !== '') add(`${type}.${name}`, block);
    }
  }
  for (const coordinate of pageFields) {
    const block = found.get(
      `${/^(\w+)(?:Connection|Edge)\./.exec(coordinate)?.[1] ?? ''}.${keyOf(coordinate)}`,
    );
    if (block) add(coordinate, block);
  }
  return found;
})();

function keyOf(coordinate: string): string {
  return coordinate.startsWith('Commune') ? 'codeInsee' : 'id';
}

/** The reaches by which a signatory may read a field at all; null: it is refused. */
export function reachesOf(coordinate: string, { kind }: Signatory): readonly Reach[] | null {
  return matrix.get(coordinate)?.readers[kind] ?? null;
}

/** Whether a signatory that declares every purpose may read a field of a row. */
export function mayRead(coordinate: string, row: Row, signatory: Signatory): boolean {
  const { part } = matrix.get(coordinate) ?? {};
  const facts: Facts = part === undefined ? row : { ...row.parts?.[part] };
  return (reachesOf(coordinate, signatory) ?? []).some((reach) => reaches[reach](facts, signatory));
}

/** The rows of a type that a signatory may know of. */
export function knownRows(type: string, signatory: Signatory): readonly Row[] {
  return (rows[type] ?? []).filter((row) => mayRead(`${type}.id`, row, signatory));
}
