import { nothing, refused } from '../comparison-table.js';
import type { Chapter } from './story.js';

const follow = 'tranquillite-residentielle';
const state = ['statut'];

/** W0 and W1: from the facts to the suite that the police gives. */
export const assault: Chapter = {
  title: 'Une agression, et la police alertée',
  steps: [
    {
      by: 'ekidom',
      does: 'saisit les faits : son gardien a été frappé dans un hall',
      purposes: 'protection-personnel,suivi-plaintes',
      act: 'saisirIncident',
      kind: 'incident',
      input: [
        'SaisieIncident',
        {
          residence: '$residence',
          type: 'P_SAL_PHYS',
          gravite: 3,
          dateFaits: '$aujourdhui',
          trancheHoraire: 'SOIREE',
          lieuType: 'HALL',
          victime: {
            qualite: 'SALARIE',
            itt: 'HUIT_JOURS_AU_PLUS',
            identite: 'Solène Maréchal-Inventée',
          },
          auteurPresume: {
            connu: true,
            identite: 'Gaspard Tellier-Inventé',
            lienBail: 'OCCUPANT',
          },
        },
      ],
      keep: 'incident',
      ends: { state: 'OUVERT' },
      seen: {
        fields: ['type', 'lieuType', 'victime.identite', 'auteurPresume.identite'],
        by: [
          [
            'police-nationale-86',
            ['P_SAL_PHYS', 'HALL', 'Solène Maréchal-Inventée', 'Gaspard Tellier-Inventé'],
            'sa zone',
          ],
          [
            'ville-poitiers',
            ['P_SAL_PHYS', 'HALL', refused, refused],
            'sa commune, sans les personnes',
          ],
          [
            'habitat-vienne',
            ['P_SAL_PHYS', nothing, nothing, nothing],
            'même quartier : le résumé seul',
          ],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'prépare un signalement, et se trompe de force',
      purposes: follow,
      act: 'creerSignalement',
      kind: 'signalement',
      input: [
        'SaisieSignalement',
        { incidents: ['$incident'], destinataires: ['gendarmerie-86'], urgence: 'ELEVEE' },
      ],
      keep: 'signalement',
      ends: { state: 'BROUILLON' },
      seen: {
        fields: state,
        by: [
          ['gendarmerie-86', [nothing], 'un projet n’est qu’à son auteur'],
          ['police-nationale-86', [nothing], 'de même'],
          ['ville-poitiers', [nothing], 'de même'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'transmet le signalement',
      purposes: follow,
      act: 'transmettreSignalement',
      kind: 'signalement',
      on: 'signalement',
      ends: { state: 'TRANSMIS' },
      seen: {
        fields: ['statut', 'urgence', 'incidents.type'],
        by: [
          [
            'gendarmerie-86',
            ['TRANSMIS', 'ELEVEE', nothing],
            'destinataire ; les faits restent hors de sa zone',
          ],
          ['police-nationale-86', ['TRANSMIS', 'ELEVEE', 'P_SAL_PHYS'], 'sa zone'],
          ['parquet-poitiers', [nothing, nothing, nothing], 'non destinataire'],
        ],
      },
    },
    {
      by: 'gendarmerie-86',
      does: 'réoriente le signalement vers la police',
      purposes: follow,
      act: 'reorienterSignalement',
      kind: 'signalement',
      on: 'signalement',
      input: ['SaisieReorientation', { destinataire: 'police-nationale-86' }],
      ends: { gone: true },
      seen: {
        fields: ['statut', 'destinataires.id'],
        by: [
          ['police-nationale-86', ['REORIENTE', 'police-nationale-86'], 'destinataire'],
          ['ekidom', ['REORIENTE', 'police-nationale-86'], 'auteur'],
          ['prefecture-86', [nothing, nothing], 'non destinataire'],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'accuse réception',
      purposes: follow,
      act: 'accuserReceptionSignalement',
      kind: 'signalement',
      on: 'signalement',
      ends: { state: 'ACCUSE_RECEPTION' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['ACCUSE_RECEPTION'], 'auteur'],
          ['ville-poitiers', ['ACCUSE_RECEPTION'], 'sa commune'],
          ['gendarmerie-86', [nothing], 'n’est plus destinataire'],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'qualifie les faits',
      purposes: follow,
      act: 'qualifierSignalement',
      kind: 'signalement',
      on: 'signalement',
      input: ['SaisieQualification', { qualification: 'DELIT' }],
      ends: { state: 'QUALIFIE' },
      seen: {
        fields: ['statut', 'qualification'],
        by: [
          ['ekidom', ['QUALIFIE', 'DELIT'], 'auteur'],
          ['ville-poitiers', ['QUALIFIE', 'DELIT'], 'sa commune'],
          ['grand-poitiers', [nothing, nothing], 'non destinataire'],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'traite le signalement',
      purposes: follow,
      act: 'traiterSignalement',
      kind: 'signalement',
      on: 'signalement',
      ends: { state: 'EN_TRAITEMENT' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['EN_TRAITEMENT'], 'auteur'],
          ['ville-poitiers', ['EN_TRAITEMENT'], 'sa commune'],
          ['prefecture-86', [nothing], 'non destinataire'],
        ],
      },
    },
    {
      by: 'police-nationale-86',
      does: 'dit la suite donnée',
      purposes: follow,
      act: 'communiquerSuiteSignalement',
      kind: 'signalement',
      on: 'signalement',
      input: ['SaisieSuite', { nature: 'INTERVENTION' }],
      ends: { state: 'SUITE_COMMUNIQUEE' },
      seen: {
        fields: ['statut', 'suites.nature', 'suites.auteur.id'],
        by: [
          ['ekidom', ['SUITE_COMMUNIQUEE', 'INTERVENTION', 'police-nationale-86'], 'auteur'],
          [
            'ville-poitiers',
            ['SUITE_COMMUNIQUEE', 'INTERVENTION', 'police-nationale-86'],
            'sa commune',
          ],
          ['habitat-vienne', [nothing, nothing, nothing], 'un bailleur ne lit pas ceux d’un autre'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'clôt le signalement',
      purposes: follow,
      act: 'cloreSignalement',
      kind: 'signalement',
      on: 'signalement',
      ends: { state: 'CLOS' },
      seen: {
        fields: state,
        by: [
          ['police-nationale-86', ['CLOS'], 'destinataire'],
          ['ville-poitiers', ['CLOS'], 'sa commune'],
          ['parquet-poitiers', [nothing], 'non destinataire'],
        ],
      },
    },
  ],
};
