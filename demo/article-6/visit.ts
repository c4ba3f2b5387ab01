import { nothing, refused } from '../comparison-table.js';
import type { Chapter } from './story.js';

const purposes = 'tranquillite-residentielle';
const state = ['statut'];
const participants = [
  { signataire: 'police-nationale-86' },
  { signataire: 'habitat-vienne' },
  { signataire: 'prefecture-86' },
];
const relay = { signataire: 'grand-poitiers', qualite: 'RELAIS_INTERMEDIAIRE' };

/** W6 and W3: a résidentialisation is declared, and the place is visited before it. */
export const visit: Chapter = {
  title: 'Avant une résidentialisation : le diagnostic en marchant',
  steps: [
    {
      by: 'ekidom',
      does: 'déclare une résidentialisation',
      purposes,
      act: 'declarerProgramme',
      kind: 'programme',
      input: [
        'SaisieProgramme',
        {
          residences: ['$residence'],
          type: 'RESIDENTIALISATION',
          financeur: 'ANRU',
          debutPrevu: '$dansUnMois',
          finPrevue: '$dansUnMois',
          nbLogements: 120,
        },
      ],
      keep: 'programme',
      ends: { state: 'BESOIN' },
      seen: {
        fields: ['type', 'nbLogements', 'statut'],
        by: [
          ['ville-poitiers', ['RESIDENTIALISATION', '120', 'BESOIN'], 'sa commune'],
          [
            'habitat-vienne',
            ['RESIDENTIALISATION', '120', nothing],
            'calendrier et volumes sont ouverts',
          ],
          ['prefecture-86', ['RESIDENTIALISATION', '120', refused], 'de même'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'veut commencer les travaux',
      purposes,
      act: 'commencerTravauxProgramme',
      kind: 'programme',
      on: 'programme',
      ends: { refused: 'ETAPE_INCOMPATIBLE' },
      seen: {
        fields: state,
        by: [
          ['ville-poitiers', ['BESOIN'], 'rien n’a changé'],
          ['police-nationale-86', ['BESOIN'], 'rien n’a changé'],
          ['gendarmerie-86', [nothing], 'hors de sa zone'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'demande un diagnostic en marchant, comme lui seul le peut (article 6)',
      purposes,
      act: 'demanderDiagnostic',
      kind: 'diagnostic',
      input: [
        'SaisieDiagnostic',
        {
          residences: ['$residence'],
          motif: 'AVANT_RESIDENTIALISATION',
          dateSouhaitee: '$aujourdhui',
        },
      ],
      keep: 'diagnostic',
      ends: { state: 'DEMANDE' },
      seen: {
        fields: ['statut', 'motif'],
        by: [
          ['ville-poitiers', ['DEMANDE', 'AVANT_RESIDENTIALISATION'], 'instruit la demande'],
          ['grand-poitiers', ['DEMANDE', 'AVANT_RESIDENTIALISATION'], 'son intercommunalité'],
          ['police-nationale-86', [nothing, nothing], 'pas encore invitée'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'déclare la demande recevable',
      purposes,
      act: 'recevoirDemandeDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      ends: { state: 'RECEVABLE' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['RECEVABLE'], 'demandeur'],
          ['prefecture-86', [nothing], 'pas encore invitée'],
          ['habitat-vienne', [nothing], 'pas encore invité'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'planifie la visite sans relais intermédiaire',
      purposes,
      act: 'planifierDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      input: ['SaisiePlanification', { date: '$aujourdhui', participants }],
      ends: { refused: 'SANS_RELAIS' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['RECEVABLE'], 'rien n’a changé'],
          ['police-nationale-86', [nothing], 'pas encore invitée'],
          ['grand-poitiers', ['RECEVABLE'], 'rien n’a changé'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'planifie la visite avec la police, la préfecture, l’autre bailleur et un relais',
      purposes,
      act: 'planifierDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      input: [
        'SaisiePlanification',
        { date: '$aujourdhui', participants: [...participants, relay] },
      ],
      ends: { state: 'PLANIFIE' },
      seen: {
        fields: ['statut', 'motif'],
        by: [
          ['police-nationale-86', ['PLANIFIE', 'AVANT_RESIDENTIALISATION'], 'invitée'],
          ['prefecture-86', ['PLANIFIE', 'AVANT_RESIDENTIALISATION'], 'invitée'],
          ['gendarmerie-86', [nothing, nothing], 'non invitée'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'dit la visite faite',
      purposes,
      act: 'realiserDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      input: ['SaisieRealisation', { date: '$aujourdhui' }],
      ends: { state: 'REALISE' },
      seen: {
        fields: state,
        by: [
          ['habitat-vienne', ['REALISE'], 'invité'],
          ['prefecture-86', ['REALISE'], 'invitée'],
          ['parquet-poitiers', [nothing], 'non invité'],
        ],
      },
    },
    {
      by: 'grand-poitiers',
      does: 'relève un constat, comme relais intermédiaire',
      purposes,
      act: 'releverConstat',
      kind: 'constat',
      input: [
        'SaisieConstat',
        {
          diagnostic: '$diagnostic',
          theme: 'ECLAIRAGE',
          lieu: 'PARKING',
          description: 'Deux lampadaires éteints.',
          priorite: 1,
        },
      ],
      keep: 'eclairage',
      ends: { state: 'RELEVE' },
      seen: {
        fields: ['theme', 'lieu', 'description', 'statut'],
        by: [
          ['ekidom', ['ECLAIRAGE', 'PARKING', 'Deux lampadaires éteints.', 'RELEVE'], 'demandeur'],
          [
            'habitat-vienne',
            ['ECLAIRAGE', 'PARKING', 'Deux lampadaires éteints.', 'RELEVE'],
            'invité',
          ],
          ['gendarmerie-86', [nothing, nothing, nothing, nothing], 'non invitée'],
        ],
      },
    },
    {
      by: 'habitat-vienne',
      does: 'relève un constat',
      purposes,
      act: 'releverConstat',
      kind: 'constat',
      input: [
        'SaisieConstat',
        {
          diagnostic: '$diagnostic',
          theme: 'ACCES',
          lieu: 'HALL',
          description: 'La porte arrière ne ferme plus.',
          priorite: 1,
        },
      ],
      keep: 'acces',
      ends: { state: 'RELEVE' },
      seen: {
        fields: ['theme', 'lieu', 'relevePar.id'],
        by: [
          ['ekidom', ['ACCES', 'HALL', 'habitat-vienne'], 'demandeur'],
          ['police-nationale-86', ['ACCES', 'HALL', 'habitat-vienne'], 'invitée'],
          ['parquet-poitiers', [nothing, nothing, nothing], 'non invité'],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'relève un constat',
      purposes,
      act: 'releverConstat',
      kind: 'constat',
      input: [
        'SaisieConstat',
        {
          diagnostic: '$diagnostic',
          theme: 'EQUIPEMENT',
          lieu: 'ABORDS',
          description: 'Caméra sans autorisation en cours.',
          priorite: 2,
        },
      ],
      keep: 'camera',
      ends: { state: 'RELEVE' },
      seen: {
        fields: ['theme', 'lieu', 'relevePar.id'],
        by: [
          ['ville-poitiers', ['EQUIPEMENT', 'ABORDS', 'police-nationale-86'], 'instruit'],
          ['prefecture-86', ['EQUIPEMENT', 'ABORDS', 'police-nationale-86'], 'invitée'],
          ['gendarmerie-86', [nothing, nothing, nothing], 'non invitée'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'appuie la sécurisation du programme sur ce diagnostic',
      purposes,
      act: 'rattacherDiagnosticProgramme',
      kind: 'programme',
      on: 'programme',
      input: ['SaisieDiagnosticLie', { diagnostic: '$diagnostic' }],
      ends: { state: 'DIAGNOSTIC' },
      seen: {
        fields: ['statut', 'diagnostic.statut'],
        by: [
          ['ville-poitiers', ['DIAGNOSTIC', 'REALISE'], 'sa commune'],
          ['police-nationale-86', ['DIAGNOSTIC', 'REALISE'], 'sa zone, et invitée'],
          [
            'habitat-vienne',
            [nothing, nothing],
            'la sécurisation d’un autre bailleur, même pour un invité',
          ],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'donne son avis, avec réserves',
      purposes,
      act: 'donnerAvisProgramme',
      kind: 'programme',
      on: 'programme',
      input: ['SaisieAvisForces', { avis: 'RESERVES' }],
      ends: { state: 'AVIS_FORCES' },
      seen: {
        fields: ['statut', 'avisForces'],
        by: [
          ['ekidom', ['AVIS_FORCES', 'RESERVES'], 'son programme'],
          ['ville-poitiers', ['AVIS_FORCES', 'RESERVES'], 'sa commune'],
          ['prefecture-86', [refused, refused], 'n’y a pas part'],
        ],
      },
    },
  ],
};
