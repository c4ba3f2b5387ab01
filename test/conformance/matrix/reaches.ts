import type { Facts } from './facts.js';
import { placeIds, places } from './places.js';
import type { Signatory } from './signatories.js';

/** On which rows a kind of signatory may read something: the words of the matrix. */
export const reaches = {
  tout: () => true,
  patrimoine: ({ place: p }, { id }) => p !== undefined && places[p].bailleur === id,
  quartier: ({ place: p }, { id }) =>
    p !== undefined &&
    places[p].quartier !== null &&
    placeIds.some(
      (other) => places[other].bailleur === id && places[other].quartier === places[p].quartier,
    ),
  commune: ({ place: p, listed = true, sent = true }, { commune }) =>
    p !== undefined && listed && sent && places[p].commune === commune,
  epci: ({ place: p }, { epci }) => p !== undefined && places[p].epci === epci,
  zone: ({ place: p, sent = true }, { zone }) =>
    p !== undefined && sent && places[p].zone !== null && places[p].zone === zone,
  destinataire: ({ destinataires = [], sent = true }, { id }) => sent && destinataires.includes(id),
  plaignant: ({ plaignant }, { id }) => plaignant === id,
  auteur: ({ origine }, { id }) => origine === id,
  participant: ({ participants = [] }, { id }) => participants.includes(id),
  pilote: ({ pilote }, { id }) => pilote === id,
  mandat: ({ mandates = [] }, { id }) => mandates.includes(id),
  membre: ({ membres = [] }, { id }) => membres.includes(id),
} satisfies Record<string, (facts: Facts, signatory: Signatory) => boolean>;

export type Reach = keyof typeof reaches;
