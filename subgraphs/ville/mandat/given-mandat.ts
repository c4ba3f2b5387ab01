import { In, Not } from 'typeorm';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { Correspondant } from '../correspondant/correspondant.js';
import { Instance, InstanceMembre } from '../instance/instance.js';
import type { MandatGroupe } from './mandat-groupe.js';
import type { SaisieMandat } from './mandat-inputs.js';

type Given = Pick<
  MandatGroupe,
  'instanceId' | 'signataireId' | 'correspondantId' | 'compte' | 'debut' | 'fin'
>;

/** Where confidential information may be exchanged (CSI L132-5). */
const groupTypes = ['GROUPE_TRAVAIL', 'CELLULE_VEILLE'] as const;

/** @throws Refused for what no mandate is given for. */
export async function givenMandat({
  appelant,
  input,
  manager,
}: ActContext<SaisieMandat>): Promise<Given> {
  const { groupe, correspondant, compte, debut, fin = null } = input;
  const signataireId = appelant.signataire ?? '';
  const isGroup = await manager.existsBy(Instance, { id: groupe, type: In(groupTypes) });
  const isMember = await manager.existsBy(InstanceMembre, {
    instanceId: groupe,
    signataireId,
    qualite: Not('INVITE'),
  });
  if (!isGroup || !isMember) {
    throw new Refused(
      'GROUPE_INTROUVABLE',
      'Aucun groupe de travail de cet identifiant dont vous soyez membre.',
      'groupe',
    );
  }
  const statut = 'EN_FONCTION';
  if (!(await manager.existsBy(Correspondant, { id: correspondant, signataireId, statut }))) {
    throw new Refused(
      'CORRESPONDANT_INTROUVABLE',
      'Aucun correspondant en fonction de cet identifiant dans votre organisme : nommez d’abord la personne à l’annuaire.',
      'correspondant',
    );
  }
  if (fin !== null && fin < debut) {
    throw new Refused(
      'DATES_INVERSEES',
      'Un mandat finit après avoir commencé : corrigez les dates.',
      'fin',
    );
  }
  return { instanceId: groupe, signataireId, correspondantId: correspondant, compte, debut, fin };
}
