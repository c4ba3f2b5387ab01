import type { Perimetre, Territoire } from '../contract/territoire.js';

/** The convention once parsed: everything valid, every reference resolved. Names are the file's. */

type Nature = 'etat' | 'justice' | 'police' | 'gendarmerie' | 'ville' | 'epci' | 'bailleur';

/** P0 public, P1 operational without persons, P2 personal, P3 judicial or confidential. */
export type Classe = 'P0' | 'P1' | 'P2' | 'P3';

/**
 * What an issuer's entry may say of its tokens, under `jetons`, as the file writes it: times are
 * digits, in seconds. What it leaves out is the default.
 */
interface JetonsEmetteur {
  readonly types?: readonly TypeDeJeton[];
  readonly dureeMaximale?: string;
  readonly toleranceHorloge?: string;
  readonly finalites?: string;
}

/** `at+jwt` is an access token (RFC 9068); `JWT`, or no `typ` at all, may be one of any kind. */
export type TypeDeJeton = 'at+jwt' | 'JWT';

export interface Emetteur {
  readonly issuer: string;
  readonly audience: string;
  /** URL, or a path already resolved against the convention file's folder. */
  readonly jwks: string;
  /** A token of this issuer without a `scope` claim holds all that its signatory was granted. */
  readonly porteesParDefaut: boolean;
  /** As the file says it: `tokenRules` completes it. */
  readonly jetons?: JetonsEmetteur;
}

export interface Fondement {
  readonly id: string;
  readonly reference: string;
  readonly effet: string | null;
  /** ISO date from which the ground applies. */
  readonly depuis: string;
  /** ISO date from which it no longer applies. */
  readonly jusqu: string | null;
}

export interface Donnee {
  /** The scope, such as `incident:auteur`. */
  readonly portee: string;
  readonly proprietaire: string;
  readonly classe: Classe;
  readonly libelle: string;
  /** What reading it is called in a sentence, such as « la lecture des incidents »; null: see `libelle`. */
  readonly enClair: string | null;
  /** ISO 8601 duration or French prose; null when the file says nothing. */
  readonly conservation: string | null;
}

export interface Signataire {
  readonly id: string;
  readonly nom: string;
  readonly nature: Nature;
  readonly representant: string | null;
  readonly territoire: Territoire;
  /** Issuer URL: the only one whose tokens may speak for this signatory. */
  readonly emetteur: string;
  /** The claim by which its tokens are told from others' with the same keys. Absent: it has its own. */
  readonly revendication?: { readonly nom: string; readonly valeur: string };
  readonly approbation: { instance: string; reference: string; date: string } | null;
  readonly signature: string | null;
  readonly retrait: string | null;
  /** Web origins whose pages call the gateway from a browser on behalf of this signatory. */
  readonly origines: readonly string[];
  /** OAuth clients whose tokens may send only documents published for them. */
  readonly clientsRestreints: readonly string[];
}

export interface Acces {
  readonly donnees: readonly string[];
  readonly politiques: readonly string[];
  /** Ids of the signatories the grant is for. */
  readonly a: readonly string[];
  /** null: every row. */
  readonly perimetre: readonly Perimetre[] | null;
  /** null: any purpose or none (P0 and P1 only). */
  readonly finalites: readonly string[] | null;
  /** Id of the legal ground. */
  readonly fondement: string;
}

/** What one signatory operates of a partitioned subgraph: the rows that are its own. */
export interface Operateur {
  /** Where it has stock, as `perimetre: [quartier]` counts it; null: nobody says. */
  readonly quartiers: readonly string[] | null;
}

/** A subgraph that several signatories operate. */
export interface Partition {
  /** By the signatory's id. */
  readonly operateurs: ReadonlyMap<string, Operateur>;
  /** What only an operator's own rows meet, where an operator asks. */
  readonly perimetresPropres: readonly Perimetre[];
  /** A row that lies in a commune is at who operates for it: its city, or else its EPCI. */
  readonly parTerritoire: boolean;
  /** The operator that has what belongs to no territory of another's; null: nobody is named. */
  readonly communs: string | null;
}

export interface Convention {
  readonly titre: string;
  readonly reference: string;
  /** ISO dates between which the convention runs; `echeance` null: no end. */
  readonly effet: string;
  readonly echeance: string | null;
  readonly emetteurs: ReadonlyMap<string, Emetteur>;
  readonly fondements: ReadonlyMap<string, Fondement>;
  readonly donnees: ReadonlyMap<string, Donnee>;
  /** What purposes mean, by id. A purpose that a grant names may be missing here. */
  readonly finalites: ReadonlyMap<string, string>;
  readonly signataires: ReadonlyMap<string, Signataire>;
  readonly acces: readonly Acces[];
  /** By the subgraph's name. */
  readonly partitions: ReadonlyMap<string, Partition>;
}

/** What is wrong with a file, ready to print as `file:line: message`. */
export interface ConventionFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
