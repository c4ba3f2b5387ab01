import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type { SaisieEvaluationEntree } from './entree-inputs.js';
import { Entree, type NiveauVigilance } from './entree.js';

/** The landlord evaluates its own halls. */
export const evaluation = 'entree:evaluation';

const happened: Guard<Entree, SaisieEvaluationEntree> = {
  code: 'DATE_A_VENIR',
  message: 'Une évaluation a eu lieu : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const notBeforeTheLast: Guard<Entree, SaisieEvaluationEntree> = {
  code: 'EVALUATION_ANTERIEURE',
  message: 'Une évaluation plus récente est inscrite : relisez l’entrée.',
  champ: 'date',
  reads: ['Entree.dateEvaluation'],
  holds: ({ dateEvaluation }, { input }) => input.date >= dateEvaluation,
};

/** From every level, its own too: then it is evaluated anew, and stays what it was. */
const to = (niveau: NiveauVigilance, meaning: string) => ({
  from: ['VERT', 'JAUNE', 'ORANGE', 'ROUGE'] as const,
  to: niveau,
  scope: evaluation,
  actor: 'Agent du bailleur',
  ground: 'convention-art-6',
  summary: `Évalue une entrée au niveau ${niveau.toLowerCase()} : ${meaning}.`,
  guards: [happened, notBeforeTheLast],
});

/** The level of a hall (grid of USH Pays de la Loire; the name of the fourth is not verified). */
export const entreeWorkflow = workflow({
  id: 'Entrée',
  title: 'Vigilance d’une entrée',
  entity: Entree,
  states: {
    VERT: 'Vert',
    JAUNE: 'Jaune',
    ORANGE: 'Orange',
    ROUGE: 'Rouge',
  } satisfies Record<NiveauVigilance, string>,
  transitions: {
    classerEntreeVert: to('VERT', 'des actes isolés'),
    classerEntreeJaune: to('JAUNE', 'des incivilités récurrentes'),
    classerEntreeOrange: to('ORANGE', 'une activité délinquante réelle'),
    classerEntreeRouge: to('ROUGE', 'le plus élevé (nom du projet, à vérifier)'),
  },
});
