/**
 * Who may have done an act on a row of the demonstration, written by hand from the domain reference (§6)
 * and from nothing that the product declares.
 */
import type { InventedData } from '../../demo/data/invented-data.js';

type Who = readonly (string | null | undefined)[];
type Fields = Readonly<Record<string, string | null | undefined>>;

const parquet = 'parquet-poitiers';
const prefet = 'prefecture-86';
const forces = ['police-nationale-86', 'gendarmerie-86'];
const cities: Readonly<Record<string, string>> = {
  '86194': 'ville-poitiers',
  '86066': 'ville-chatellerault',
};
const city = ({ communeCode }: Fields): string | undefined => cities[communeCode ?? ''];
const authorities = [...Object.values(cities), 'grand-poitiers', 'grand-chatellerault'];

/** Whatever of its acts: the landlord whose row it is, or whoever else the row names. */
const byType: Readonly<Record<string, (row: Fields, data: InventedData) => Who>> = {
  Entree: ({ residenceId }, data) => [
    data.patrimoine.residences.find(({ id }) => id === residenceId)?.bailleurId,
  ],
  Incident: ({ bailleurId }) => [bailleurId],
  ProcesVerbalBailleur: ({ bailleurId }) => [bailleurId],
  ProtectionPersonnel: ({ bailleurId }) => [bailleurId],
  TroubleJouissance: ({ bailleurId }) => [bailleurId],
  ActionPrevention: ({ porteurId }) => [porteurId],
  Correspondant: ({ signataireId }) => [signataireId],
  MandatGroupe: ({ signataireId }) => [signataireId],
  SituationSuivie: chair,
  Problematique: chair,
  Procedure: () => [parquet],
  AvisRappelOrdre: () => [parquet],
  HomologationTransaction: () => [parquet],
  Communication: () => [parquet],
  Gltd: () => [parquet],
  PosteTravailInteret: () => [parquet],
  RappelOrdre: (row) => [city(row)],
  TransactionMunicipale: (row) => [city(row)],
  PropositionAlternative: (row) => [city(row)],
  InformationMaire: (row) => [city(row)],
  Instance: ({ presidenceId }) => [presidenceId],
  Signalement: ({ id }, data) =>
    data.signalements.destinataires
      .filter(({ signalementId }) => signalementId === id)
      .map(({ signataireId }) => signataireId),
  Plainte: ({ serviceId }) => [serviceId],
  DiagnosticEnMarchant: ({ instructeurId }) => [instructeurId],
  Constat: ({ diagnosticId }, data) => [
    data.diagnostics.diagnostics.find(({ id }) => id === diagnosticId)?.instructeurId,
  ],
  ProgrammeRenovation: ({ bailleurId }) => [bailleurId],
  InjonctionPrefectorale: () => [prefet],
};

const landlord = ({ bailleurId }: Fields): Who => [bailleurId];

/** Where an act is not its object's usual actor's. */
const byAct: Readonly<Record<string, (row: Fields, data: InventedData) => Who>> = {
  creerSignalement: landlord,
  transmettreSignalement: landlord,
  cloreSignalement: landlord,
  // Who was the wrong service, and is an addressee no more.
  reorienterSignalement: ({ id }, data) => {
    const now = byType['Signalement']?.({ id }, data) ?? [];
    return forces.filter((force) => !now.includes(force));
  },
  deposerPlainte: ({ plaignantId }) => [plaignantId],
  recevoirAvisPlainte: () => [parquet],
  recevoirAppelPlainte: () => [parquet],
  recevoirJugementPlainte: () => [parquet],
  demanderDiagnostic: landlord,
  annulerDiagnostic: landlord,
  releverConstat: ({ releveParId }) => [releveParId],
  accepterMesureConstat: ({ piloteId }) => [piloteId],
  realiserMesureConstat: ({ piloteId }) => [piloteId],
  donnerAvisProgramme: () => forces,
  verifierMesuresProgramme: () => authorities,
  repondreInjonction: landlord,
  refuserInjonction: landlord,
  saisirJugeInjonction: landlord,
  proposerRappelOrdre: (row) => [city(row), row['bailleurOrigine']],
  rendreAvisFavorableRappelOrdre: () => [parquet],
  rendreAvisSansOppositionRappelOrdre: () => [parquet],
  rendreAvisDefavorableRappelOrdre: () => [parquet],
  homologuerTransaction: () => [parquet],
  refuserHomologationTransaction: () => [parquet],
  repondreMesureAlternative: () => [parquet],
  transmettreInformationMaire: ({ auteurId }) => [auteurId],
  communiquerSuiteInformation: () => [parquet],
  resoudreProblematique: ({ piloteId }) => [piloteId],
  demanderReunionInstance: ({ id }, data) =>
    data.annuaire.membres
      .filter(({ instanceId }) => instanceId === id)
      .map(({ signataireId }) => signataireId),
};

function chair({ instanceId }: Fields, data: InventedData): Who {
  return [data.annuaire.instances.find(({ id }) => id === instanceId)?.presidenceId];
}

export function mayDo(
  data: InventedData,
  type: string,
  act: string,
  row: object,
  who: string,
): boolean {
  return (byAct[act] ?? byType[type])?.(row as Fields, data).includes(who) ?? false;
}
