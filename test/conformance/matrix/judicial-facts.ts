import type { Row } from './facts.js';
import type { PlaceId } from './places.js';
import { gendarmerie, police } from './signatories.js';

// What the prosecutor tells whom, whom he invites, and who offers places of community work.

export const communications = [
  { suffix: '1', destinataire: 'ville-poitiers' },
  { suffix: '2', destinataire: 'grand-poitiers' },
  { suffix: '3', destinataire: 'ville-chatellerault' },
] as const;

/** Closed, so that no act may change one. */
export const gltds = [
  { suffix: '1', invites: [police, 'ville-poitiers', 'ekidom'] },
  { suffix: '2', invites: [gendarmerie, 'grand-chatellerault', 'prefecture-86'] },
] as const;

/** Closed as well. */
export const postes: readonly { suffix: string; place: PlaceId; hote: string }[] = [
  { suffix: '1', place: 'p1', hote: 'ekidom' },
  { suffix: '2', place: 'p4', hote: 'grand-chatellerault' },
  { suffix: '3', place: 'p6', hote: 'ville-poitiers' },
];

export const judicialRows: Readonly<Record<string, readonly Row[]>> = {
  Communication: communications.map(({ suffix, destinataire }) => ({
    id: `canari-communication-${suffix}`,
    destinataires: [destinataire],
  })),
  Gltd: gltds.map(({ suffix, invites }) => ({
    id: `canari-gltd-${suffix}`,
    participants: invites,
  })),
  PosteTravailInteret: postes.map(({ suffix, place, hote }) => ({
    id: `canari-poste-${suffix}`,
    place,
    destinataires: [hote],
  })),
};
