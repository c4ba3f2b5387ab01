import type { Reach } from './reaches.js';
import type { Kind } from './signatories.js';

// The readers that the domain reference's §3 and §4 name, each once.

/** By kind of signatory, the rows it may read; any of several. An absent kind is refused. */
export type Readers = Readonly<Partial<Record<Kind, readonly Reach[]>>>;

/** Lines of the access matrix that have the same readers. */
export interface Block {
  readonly readers: Readers;
  /** `Type: field field`, one line for each type. */
  readonly fields: string;
  /** P2 or P3: nothing without a declared purpose. */
  readonly personal?: boolean;
  /** The part of the row that has these readers. */
  readonly part?: string;
}

export const everybody = (...reach: readonly Reach[]): Readers => ({
  bailleurs: reach,
  forces: reach,
  villes: reach,
  epci: reach,
  prefecture: reach,
  parquet: reach,
});

/** P0: every signatory, every row. */
export const tous = everybody('tout');

export const exploitation: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
  epci: ['epci'],
  prefecture: ['tout'],
};
/** OWN_STOCK all; F ZONE; M COMMUNE; E EPCI and P; J only what reached it. */
export const incident: Readers = { ...exploitation, parquet: ['destinataire'] };
/** Other bailleurs of the same quartier see type, gravity and month, and no more. */
export const incidentResume: Readers = { ...incident, bailleurs: ['patrimoine', 'quartier'] };
/** E and P: all but the hall and the cost. */
export const incidentLocalisation: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
};
export const incidentPersonnes: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  parquet: ['destinataire'],
};
export const entree: Readers = {
  bailleurs: ['patrimoine', 'quartier'],
  forces: ['zone'],
  villes: ['commune'],
  epci: ['epci'],
};
export const signalement: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone', 'destinataire'],
  villes: ['commune', 'destinataire'],
  epci: ['destinataire'],
  prefecture: ['destinataire'],
  parquet: ['destinataire'],
};
/** Participants, OWN_STOCK, M and E of the place. */
export const diagnostic: Readers = {
  ...everybody('participant'),
  bailleurs: ['patrimoine', 'participant'],
  villes: ['commune', 'participant'],
  epci: ['epci', 'participant'],
};
/** The city of the place or, where it has not signed, its EPCI. */
export const instructing: Readers = { villes: ['destinataire'], epci: ['destinataire'] };
/** OWN_STOCK, F, M, E. */
export const securisation: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
  epci: ['epci'],
};
/** OWN_STOCK, F, P, M. */
export const etude: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['zone'],
  villes: ['commune'],
  prefecture: ['tout'],
};
export const plainte: Readers = {
  bailleurs: ['plaignant'],
  forces: ['destinataire'],
  parquet: ['tout'],
};
/** M under L132-3 only where listed for its information; F only the service seised. */
export const procedure: Readers = { ...plainte, villes: ['commune'] };
/** Nobody before a notice to that caller, the parquet apart. */
export const decision: Readers = {
  bailleurs: ['destinataire'],
  forces: ['destinataire'],
  villes: ['destinataire'],
  parquet: ['tout'],
};
export const rappelStatut: Readers = {
  bailleurs: ['auteur'],
  villes: ['commune'],
  parquet: ['tout'],
};
/** CSI L132-3: the mayor of the commune, the force that informed him, the prosecutor. */
export const information: Readers = {
  forces: ['auteur'],
  villes: ['commune'],
  parquet: ['tout'],
};
export const rappel: Readers = { villes: ['commune'], parquet: ['tout'] };
/** J while its avis is awaited. */
export const rappelAuteur: Readers = { villes: ['commune'], parquet: ['destinataire'] };
