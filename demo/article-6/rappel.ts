import { nothing, refused } from '../comparison-table.js';
import type { Chapter } from './story.js';

const purposes = 'rappel-ordre';
const facts = { commune: '86194', dateFaits: '$aujourdhui', mineur: true };
const fields = ['statut', 'motif', 'auteur.nom'];
const name = 'Inventé-Rouvière';

/** W4: proposed by the landlord, identified and conducted by the mayor, not without the parquet. */
export const rappel: Chapter = {
  title: 'Un rappel à l’ordre',
  steps: [
    {
      by: 'ekidom',
      does: 'propose un rappel à l’ordre pour un délit',
      purposes,
      act: 'proposerRappelOrdre',
      kind: 'rappelOrdre',
      input: ['SaisieRappelOrdre', { ...facts, motif: 'INCIVILITE', natureFaits: 'DELIT' }],
      ends: { refused: 'CRIME_OU_DELIT' },
    },
    {
      by: 'ekidom',
      does: 'en propose un pour du bruit, sans l’identité de la personne',
      purposes,
      act: 'proposerRappelOrdre',
      kind: 'rappelOrdre',
      input: [
        'SaisieRappelOrdre',
        { ...facts, motif: 'NUISANCE_SONORE', natureFaits: 'CONTRAVENTION' },
      ],
      keep: 'rappel',
      ends: { state: 'PROPOSE' },
      seen: {
        fields,
        by: [
          ['ville-poitiers', ['PROPOSE', 'NUISANCE_SONORE', nothing], 'le maire conduit'],
          ['parquet-poitiers', ['PROPOSE', 'NUISANCE_SONORE', nothing], 'pas encore consulté'],
          ['police-nationale-86', [refused, refused, refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'identifie la personne et sa mère',
      purposes,
      act: 'corrigerRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      input: [
        'SaisieCorrectionRappel',
        {
          auteur: {
            nom: name,
            prenom: 'Timéo',
            representantsLegaux: [{ nom: name, prenom: 'Maud', lien: 'MERE' }],
          },
        },
      ],
      ends: { state: 'PROPOSE' },
      seen: {
        fields,
        by: [
          ['parquet-poitiers', ['PROPOSE', 'NUISANCE_SONORE', nothing], 'pas encore consulté'],
          ['ekidom', ['PROPOSE', refused, refused], 'suit l’avancement, rien d’autre'],
          ['prefecture-86', [refused, refused, refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'consulte le parquet',
      purposes,
      act: 'demanderAvisRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      input: ['SaisieDemandeAvis', { plainteDeposee: false, enqueteOuverte: false }],
      ends: { state: 'CONSULTATION_PARQUET' },
      seen: {
        fields,
        by: [
          [
            'parquet-poitiers',
            ['CONSULTATION_PARQUET', 'NUISANCE_SONORE', name],
            'consulté : il lit l’identité',
          ],
          ['ekidom', ['CONSULTATION_PARQUET', refused, refused], 'suit l’avancement'],
          ['habitat-vienne', [nothing, refused, refused], 'n’est pas à l’origine'],
        ],
      },
    },
    {
      by: 'parquet-poitiers',
      does: 'ne s’oppose pas, et son registre fait avancer le dossier du maire',
      purposes,
      act: 'rendreAvisRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      register: 'avis',
      input: [
        'SaisieAvisRappel',
        { rappelOrdre: '$rappel', commune: '86194', avis: 'SANS_OPPOSITION' },
      ],
      ends: { state: 'SANS_OPPOSITION' },
      seen: {
        fields,
        by: [
          ['ville-poitiers', ['SANS_OPPOSITION', 'NUISANCE_SONORE', name], 'le maire conduit'],
          ['ekidom', ['SANS_OPPOSITION', refused, refused], 'suit l’avancement'],
          ['grand-poitiers', [refused, refused, refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'convoque le mineur, et sa mère',
      purposes,
      act: 'convoquerRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      input: ['SaisieConvocation', { date: '$aujourdhui', copieRepresentantsLegaux: true }],
      ends: { state: 'CONVOQUE' },
      seen: {
        fields,
        by: [
          [
            'parquet-poitiers',
            ['CONVOQUE', 'NUISANCE_SONORE', nothing],
            'avis rendu : plus l’identité',
          ],
          ['ekidom', ['CONVOQUE', refused, refused], 'suit l’avancement'],
          ['gendarmerie-86', [refused, refused, refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'prononce le rappel à l’ordre, devant la mère',
      purposes,
      act: 'tenirRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      input: ['SaisieTenueRappel', { date: '$aujourdhui', presenceRepresentantLegal: true }],
      ends: { state: 'TENU' },
      seen: {
        fields,
        by: [
          ['parquet-poitiers', ['TENU', 'NUISANCE_SONORE', nothing], 'le département'],
          ['ekidom', ['TENU', refused, refused], 'suit l’avancement'],
          ['police-nationale-86', [refused, refused, refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'clôt le dossier',
      purposes,
      act: 'cloreRappelOrdre',
      kind: 'rappelOrdre',
      on: 'rappel',
      ends: { state: 'CLOS' },
      seen: {
        fields,
        by: [
          ['parquet-poitiers', ['CLOS', 'NUISANCE_SONORE', nothing], 'le département'],
          ['ekidom', ['CLOS', refused, refused], 'suit l’avancement'],
          ['habitat-vienne', [nothing, refused, refused], 'n’est pas à l’origine'],
        ],
      },
    },
  ],
};
