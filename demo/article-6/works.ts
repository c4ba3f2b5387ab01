import { nothing, refused } from '../comparison-table.js';
import type { Chapter, Seen, Signatory, Step, View } from './story.js';

const purposes = 'tranquillite-residentielle';
const state = ['statut'];

interface Measure {
  readonly constat: string;
  readonly pilot: Signatory;
  /** What it is about, after « la mesure ». */
  readonly about: string;
}

const measures: readonly Measure[] = [
  { constat: 'eclairage', pilot: 'grand-poitiers', about: 'd’éclairage' },
  { constat: 'acces', pilot: 'ekidom', about: 'd’accès' },
  { constat: 'camera', pilot: 'prefecture-86', about: 'de vidéoprotection' },
];

/** What the city that instructs, an invited landlord and who was not invited see of a measure. */
function seenOf(statut: string, pilot: Signatory, by: Signatory): Seen {
  const reads = [statut, pilot];
  const instructing: View = ['ville-poitiers', reads, 'instruit'];
  const asking: View = ['ekidom', reads, 'demandeur'];
  const chosen: View = by === 'ville-poitiers' ? asking : instructing;
  return {
    fields: ['statut', 'pilote.id'],
    by: [
      chosen,
      ['habitat-vienne', reads, 'invité'],
      ['parquet-poitiers', [nothing, nothing], 'non invité'],
    ],
  };
}

const named = measures.map(({ constat, pilot, about }): Step => ({
  by: 'ville-poitiers',
  does: `désigne ${pilot} pilote de la mesure ${about}`,
  purposes,
  act: 'designerPiloteConstat',
  kind: 'constat',
  on: constat,
  input: ['SaisiePilote', { pilote: pilot, echeance: '$dansUnMois' }],
  ends: { state: 'PROPOSE' },
  seen: seenOf('PROPOSE', pilot, 'ville-poitiers'),
}));

const byPilots = (act: string, does: string, statut: string): readonly Step[] =>
  measures.map(({ constat, pilot, about }) => ({
    by: pilot,
    does: `${does} ${about}`,
    purposes,
    act,
    kind: 'constat',
    on: constat,
    ends: { state: statut },
    seen: seenOf(statut, pilot, pilot),
  }));

const verified = measures.map(({ constat, pilot, about }): Step => ({
  by: 'ville-poitiers',
  does: `vérifie la mesure ${about}`,
  purposes,
  act: 'verifierMesureConstat',
  kind: 'constat',
  on: constat,
  ends: { state: 'VERIFIE' },
  seen: seenOf('VERIFIE', pilot, 'ville-poitiers'),
}));

const follow: Omit<Step, 'ends' | 'seen'> = {
  by: 'ville-poitiers',
  does: 'commence le suivi du plan',
  purposes,
  act: 'suivreDiagnostic',
  kind: 'diagnostic',
  on: 'diagnostic',
};

/** W3 and W6: each pilot accepts, each measure is verified, and only then the works start. */
export const works: Chapter = {
  title: 'Le plan d’actions, et les travaux',
  steps: [
    ...named,
    {
      by: 'ville-poitiers',
      does: 'arrête le plan d’actions',
      purposes,
      act: 'arreterPlanActionsDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      ends: { state: 'PLAN_ACTIONS' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['PLAN_ACTIONS'], 'demandeur'],
          ['police-nationale-86', ['PLAN_ACTIONS'], 'invitée'],
          ['gendarmerie-86', [nothing], 'non invitée'],
        ],
      },
    },
    {
      ...follow,
      does: 'veut commencer le suivi avant que les pilotes aient répondu',
      ends: { refused: 'PILOTE_SANS_REPONSE' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['PLAN_ACTIONS'], 'rien n’a changé'],
          ['prefecture-86', ['PLAN_ACTIONS'], 'rien n’a changé'],
          ['parquet-poitiers', [nothing], 'non invité'],
        ],
      },
    },
    ...byPilots('accepterMesureConstat', 'accepte la mesure', 'ACCEPTE'),
    {
      ...follow,
      ends: { state: 'SUIVI' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['SUIVI'], 'demandeur'],
          ['grand-poitiers', ['SUIVI'], 'invité, et son intercommunalité'],
          ['gendarmerie-86', [nothing], 'non invitée'],
        ],
      },
    },
    ...byPilots('realiserMesureConstat', 'dit faite la mesure', 'REALISE'),
    ...verified,
    {
      by: 'ville-poitiers',
      does: 'clôt le diagnostic',
      purposes,
      act: 'cloreDiagnostic',
      kind: 'diagnostic',
      on: 'diagnostic',
      ends: { state: 'CLOS' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['CLOS'], 'demandeur'],
          ['police-nationale-86', ['CLOS'], 'invitée'],
          ['parquet-poitiers', [nothing], 'non invité'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'arrête les mesures du chantier',
      purposes,
      act: 'arreterMesuresProgramme',
      kind: 'programme',
      on: 'programme',
      input: ['SaisieMesures', { mesures: [{ nature: 'GARDIENNAGE', responsable: 'ekidom' }] }],
      ends: { state: 'MESURES_ARRETEES' },
      seen: {
        fields: ['statut', 'securisation.nature', 'securisation.responsable.id'],
        by: [
          ['ville-poitiers', ['MESURES_ARRETEES', 'GARDIENNAGE', 'ekidom'], 'sa commune'],
          ['police-nationale-86', ['MESURES_ARRETEES', 'GARDIENNAGE', 'ekidom'], 'sa zone'],
          ['gendarmerie-86', [nothing, nothing, nothing], 'hors de sa zone'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'veut commencer les travaux avant la vérification',
      purposes,
      act: 'commencerTravauxProgramme',
      kind: 'programme',
      on: 'programme',
      ends: { refused: 'ETAPE_INCOMPATIBLE' },
      seen: {
        fields: state,
        by: [
          ['ville-poitiers', ['MESURES_ARRETEES'], 'rien n’a changé'],
          ['grand-poitiers', ['MESURES_ARRETEES'], 'rien n’a changé'],
          ['parquet-poitiers', [refused], 'n’y a pas part'],
        ],
      },
    },
    {
      by: 'ville-poitiers',
      does: 'vérifie que les mesures sont en place',
      purposes,
      act: 'verifierMesuresProgramme',
      kind: 'programme',
      on: 'programme',
      ends: { state: 'VERIFIE' },
      seen: {
        fields: state,
        by: [
          ['ekidom', ['VERIFIE'], 'son programme'],
          ['police-nationale-86', ['VERIFIE'], 'sa zone'],
          ['habitat-vienne', [nothing], 'la sécurisation d’un autre bailleur'],
        ],
      },
    },
    {
      by: 'ekidom',
      does: 'commence les travaux',
      purposes,
      act: 'commencerTravauxProgramme',
      kind: 'programme',
      on: 'programme',
      ends: { state: 'TRAVAUX' },
      seen: {
        fields: ['type', 'statut'],
        by: [
          ['ville-poitiers', ['RESIDENTIALISATION', 'TRAVAUX'], 'sa commune'],
          ['police-nationale-86', ['RESIDENTIALISATION', 'TRAVAUX'], 'sa zone'],
          ['prefecture-86', ['RESIDENTIALISATION', refused], 'le calendrier seul'],
        ],
      },
    },
  ],
};
