import { randomUUID } from 'node:crypto';
import { PassageEnregistre } from '../../kit/acts/act-tables.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { mandatWorkflow } from './mandat-workflow.js';
import { MandatGroupe } from './mandat-groupe.js';

/** Ends what mandates a signatory gave in a group that it leaves: coming back gives none of them again. */
export async function endMandates(
  { manager, now, appelant }: ActContext<unknown>,
  instanceId: string,
  signataireId: string,
): Promise<void> {
  const { act, to, actor, ground } = mandatWorkflow.transitions.retirerMandatGroupe;
  const given = await manager.findBy(MandatGroupe, {
    instanceId,
    signataireId,
    statut: 'EN_VIGUEUR',
  });
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
      signataireId: appelant.signataire,
      fonction: actor,
      fondement: ground,
      le: now,
    });
  }
}
