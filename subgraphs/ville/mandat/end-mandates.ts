import { randomUUID } from 'node:crypto';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { PassageEnregistre } from '../../kit/acts/act-tables.js';
import { mandatWorkflow } from './mandat-workflow.js';
import { MandatGroupe } from './mandat-groupe.js';

/**
 * Ends mandates in groups with what they rested on: a signatory that leaves a group, a person whose
 * own mandate is over. Coming back gives none of them again.
 * @param signataireId who acted.
 */
export async function endMandates(
  manager: EntityManager,
  which: FindOptionsWhere<MandatGroupe>,
  signataireId: string | null,
  now: Date,
): Promise<void> {
  const { act, to, actor, ground } = mandatWorkflow.transitions.retirerMandatGroupe;
  const given = await manager.findBy(MandatGroupe, { ...which, statut: 'EN_VIGUEUR' });
  for (const { id, statut, version } of given) {
    await manager.update(
      MandatGroupe,
      { id },
      { statut: to, version: version + 1, statutDepuis: now },
    );
    await manager.insert(PassageEnregistre, {
      id: randomUUID(),
      objetType: MandatGroupe.name,
      objetId: id,
      version: version + 1,
      acte: act,
      de: statut,
      vers: to,
      signataireId,
      fonction: actor,
      fondement: ground,
      le: now,
    });
  }
}
