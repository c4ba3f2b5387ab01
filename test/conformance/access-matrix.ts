/**
 * Who may read what, written by hand from the convention's domain reference (its §3 and §4) and from
 * nothing the product computes. A field of the composed schema that has no line here fails the tests.
 *
 * A cell says on which rows a kind of signatory may read the field:
 * `tout` every row; `patrimoine` rows of its own stock; `quartier` rows in a quartier where it has
 * stock; `commune`, `epci`, `zone` rows of its territory; `destinataire` rows addressed to it;
 * `plaignant` complaints it filed; `auteur` rows that its own signalement caused; `membre` bodies it
 * sits on. Several: any of them. An absent kind is refused.
 */
export type Reach =
  | 'tout'
  | 'patrimoine'
  | 'quartier'
  | 'commune'
  | 'epci'
  | 'zone'
  | 'destinataire'
  | 'plaignant'
  | 'auteur'
  | 'membre';

export interface Readers {
  readonly bailleurs?: readonly Reach[];
  readonly forces?: readonly Reach[];
  readonly villes?: readonly Reach[];
  readonly epci?: readonly Reach[];
  readonly prefecture?: readonly Reach[];
  readonly parquet?: readonly Reach[];
}

const everybody = (reach: Reach): Readers => ({
  bailleurs: [reach],
  forces: [reach],
  villes: [reach],
  epci: [reach],
  prefecture: [reach],
  parquet: [reach],
});

/** P0: every signatory, every row. */
const tous = everybody('tout');

const exploitation: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
  epci: ['epci'],
  prefecture: ['tout'],
};
/** OWN_STOCK all; F ZONE; M COMMUNE; E EPCI and P; J only what reached it. */
const incident: Readers = { ...exploitation, parquet: ['destinataire'] };
/** Other bailleurs of the same quartier see type, gravity and month, and no more. */
const incidentResume: Readers = { ...incident, bailleurs: ['patrimoine', 'quartier'] };
/** E and P: all but the hall and the cost. */
const incidentLocalisation: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
};
const incidentPersonnes: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  parquet: ['destinataire'],
};
const entree: Readers = {
  bailleurs: ['patrimoine', 'quartier'],
  forces: ['zone'],
  villes: ['commune'],
  epci: ['epci'],
};
const signalement: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone', 'destinataire'],
  villes: ['commune', 'destinataire'],
  epci: ['destinataire'],
  prefecture: ['destinataire'],
  parquet: ['destinataire'],
};
const plainte: Readers = {
  bailleurs: ['plaignant'],
  forces: ['destinataire'],
  parquet: ['tout'],
};
/** M under L132-3 only if listed for its information; F only the service seised. */
const procedure: Readers = {
  bailleurs: ['plaignant'],
  forces: ['destinataire'],
  villes: ['commune'],
  parquet: ['tout'],
};
const rappelStatut: Readers = { bailleurs: ['auteur'], villes: ['commune'], parquet: ['tout'] };
const rappel: Readers = { villes: ['commune'], parquet: ['tout'] };
/** J while its avis is awaited. */
const rappelAuteur: Readers = { villes: ['commune'], parquet: ['destinataire'] };

/** By the rule that a block of fields shares; fields as written in the composed schema. */
export const blocks: readonly { readonly readers: Readers; readonly fields: string }[] = [
  {
    readers: tous,
    fields: `
      Commune: codeInsee nom epci zoneCompetence populationMunicipale
      Epci: siren nom nature communes
      Quartier: codeQpv nom communes
      Signataire: id nom categorie representantTitre territoire
      Residence: id nom commune quartier bailleur nbLogements typeConstruction anneeConstruction
      Logement: id idRpls nbPieces surface financement conventionne numConvention dpeEnergie dpeGes qpv`,
  },
  { readers: tous, fields: 'Correspondant: id nom fonction telephonePro courrielPro' },
  {
    readers: exploitation,
    fields:
      'Residence: gardiens controleAcces eclairage videoprotection autorisationAccesPermanent',
  },
  {
    readers: { bailleurs: ['patrimoine'], forces: ['zone'] },
    fields: 'Residence: consignesAcces',
  },
  { readers: entree, fields: 'Entree: id niveauVigilance dateEvaluation' },
  { readers: { bailleurs: ['patrimoine'] }, fields: 'Logement: etage escalier porte occupation' },
  { readers: incidentResume, fields: 'Incident: id type gravite moisFaits' },
  {
    readers: incident,
    fields: 'Incident: residence dateFaits trancheHoraire lieuType recurrence victime',
  },
  { readers: incidentLocalisation, fields: 'Incident: entree coutEstime' },
  { readers: incidentPersonnes, fields: 'Incident: auteurPresume' },
  { readers: signalement, fields: 'Signalement: id urgence statut' },
  { readers: plainte, fields: 'Plainte: id dateDepot numeroPv' },
  { readers: procedure, fields: 'Procedure: id etatPublic' },
  { readers: rappelStatut, fields: 'RappelOrdre: id statut' },
  { readers: rappel, fields: 'RappelOrdre: motif dateFaits mineur' },
  { readers: rappelAuteur, fields: 'RappelOrdre: auteur' },
];
