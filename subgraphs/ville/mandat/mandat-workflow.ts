import { workflow } from '../../kit/acts/workflow.js';
import { InstanceMembre } from '../instance/instance.js';
import { MandatGroupe, type StatutMandat } from './mandat-groupe.js';

/** A signatory names who sits for it. */
export const attribution = 'mandat:attribution';
/** It takes the mandate back; so may who presides. */
export const retrait = 'mandat:retrait';

const ground = 'csi-l132-5';

/** Who sits in a working group, by name: the person's right to its situations, and its end. */
export const mandatWorkflow = workflow({
  id: 'L132-5',
  title: 'Mandat de groupe',
  entity: MandatGroupe,
  states: {
    EN_VIGUEUR: 'En vigueur',
    TERMINE: 'Terminé',
  } satisfies Record<StatutMandat, string>,
  addressees: async ({ instanceId }, manager) => {
    const members = await manager.findBy(InstanceMembre, { instanceId });
    return members.map(({ signataireId }) => signataireId);
  },
  creation: {
    act: 'donnerMandatGroupe',
    to: 'EN_VIGUEUR',
    scope: attribution,
    actor: 'Signataire membre du groupe',
    ground,
    summary:
      'Nomme la personne qui siège pour ce signataire dans un groupe : elle seule y lit les situations.',
  },
  transitions: {
    retirerMandatGroupe: {
      from: ['EN_VIGUEUR'],
      to: 'TERMINE',
      scope: retrait,
      actor: 'Signataire de la personne, ou président du groupe',
      ground,
      summary: 'Met fin au mandat, à l’instant : la personne ne lit plus rien du groupe.',
      irrevocable: true,
    },
  },
});
