import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { MandatGroupe } from '../mandat/mandat-groupe.js';
import type { StatutSituation } from './situation-enums.js';
import type { SaisieExamenSituation } from './situation-inputs.js';
import { SituationSuivie } from './situation-suivie.js';

/** Every mandated person puts situations on the agenda. */
export const inscription = 'situation:inscription';
/** Who presides, by a mandate of his own, has them examined and closes them. */
export const conduite = 'situation:conduite';

const member = 'Personne mandatée dans le groupe';
const chair = 'Président du groupe, par une personne mandatée';
const ground = 'csi-l132-5';

type ExamGuard = Guard<SituationSuivie, SaisieExamenSituation>;

const notAhead: ExamGuard = {
  code: 'DATE_A_VENIR',
  message: 'Un examen consigné a eu lieu : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const sinceListed: ExamGuard = {
  code: 'DATES_INVERSEES',
  message: 'Un examen suit l’inscription à l’ordre du jour : corrigez la date.',
  champ: 'date',
  holds: ({ dateInscription }, { input }) => input.date >= dateInscription,
};

/** A group's agenda of situations, from their entry to the archive that nobody reads. */
export const situationWorkflow = workflow({
  id: 'AU-038',
  title: 'Situation suivie',
  entity: SituationSuivie,
  states: {
    INSCRITE: 'Inscrite',
    SUIVIE: 'Suivie',
    CLOSE: 'Close',
  } satisfies Record<StatutSituation, string>,
  addressees: async ({ instanceId, statut }, manager) => {
    if (statut === 'CLOSE') return [];
    const mandates = await manager.findBy(MandatGroupe, { instanceId, statut: 'EN_VIGUEUR' });
    return mandates.map(({ signataireId }) => signataireId);
  },
  creation: {
    act: 'inscrireSituation',
    to: 'INSCRITE',
    scope: inscription,
    actor: member,
    ground,
    summary: 'Met une situation à l’ordre du jour d’un groupe.',
  },
  transitions: {
    examinerSituation: {
      from: ['INSCRITE', 'SUIVIE'],
      to: 'SUIVIE',
      scope: conduite,
      actor: chair,
      ground,
      summary: 'Consigne un examen et ce que le groupe propose.',
      guards: [notAhead, sinceListed],
      delay: { until: 'prochainExamen', label: 'examen une fois par an au moins' },
      awaited: true,
    },
    cloreSituation: {
      from: ['INSCRITE', 'SUIVIE'],
      to: 'CLOSE',
      scope: conduite,
      actor: chair,
      ground,
      summary:
        'Retire la situation de l’ordre du jour et efface l’identité ; le reste est archivé trois ans au plus, sans lecteur.',
      irrevocable: true,
    },
  },
});
