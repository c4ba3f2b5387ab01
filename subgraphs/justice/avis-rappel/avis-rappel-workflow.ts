import { workflow } from '../../kit/acts/workflow.js';
import type { DeliveredAct } from '../../kit/delivery/outgoing-act.js';
import { AvisRappelOrdre, type SensAvis } from './avis-rappel-ordre.js';

/** The parquet gives its opinion. */
export const avisRendu = 'justice:avis-rendu';

/** What an opinion does to the mayor's file. */
export const movesRappel: Readonly<Record<SensAvis, DeliveredAct>> = {
  FAVORABLE: moving('rendreAvisFavorableRappelOrdre'),
  SANS_OPPOSITION: moving('rendreAvisSansOppositionRappelOrdre'),
  DEFAVORABLE: moving('rendreAvisDefavorableRappelOrdre'),
};

function moving(act: string): DeliveredAct {
  return { act, input: 'SaisieAvisRecu', purpose: 'rappel-ordre' };
}

/** W4 in the parquet's register: an opinion is given once; the mayor's file has the other steps. */
export const avisRappelWorkflow = workflow({
  id: 'W4',
  title: 'Avis du parquet sur un rappel à l’ordre',
  entity: AvisRappelOrdre,
  states: { RENDU: 'Rendu' },
  creation: {
    act: 'rendreAvisRappelOrdre',
    to: 'RENDU',
    scope: avisRendu,
    actor: 'Parquet consulté',
    ground: 'csi-l132-7',
    summary:
      'Inscrit l’avis au registre du parquet, d’où il fait avancer le dossier du maire ; « livraison » dit si c’est fait.',
    irrevocable: true,
  },
  transitions: {},
});
