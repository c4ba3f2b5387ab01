import { civilDay } from '../../../schema/contract/civil-day.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { MandatGroupe } from '../mandat/mandat-groupe.js';
import { lastDayBefore25, yearsAfter } from './retention.js';
import type { SaisieSituation } from './situation-inputs.js';
import type { SituationSuivie } from './situation-suivie.js';

type Listed = Omit<SituationSuivie, 'id' | 'statut' | 'version' | 'statutDepuis'>;

/** @throws Refused for what a group does not take up. */
export async function listedSituation({
  appelant,
  input,
  manager,
  now,
}: ActContext<SaisieSituation>): Promise<Listed> {
  const { groupe, motifs, personne } = input;
  const today = civilDay(now);
  // Whether the mandate is in force is judged on the row itself, as for every act.
  const hasMandate = await manager.existsBy(MandatGroupe, {
    instanceId: groupe,
    signataireId: appelant.signataire ?? '',
    compte: appelant.compte ?? '',
  });
  if (!hasMandate) {
    throw new Refused(
      'GROUPE_INTROUVABLE',
      'Aucun groupe de cet identifiant dans lequel vous ayez un mandat.',
      'groupe',
    );
  }
  if (personne.dateNaissance > today) {
    throw new Refused(
      'DATE_A_VENIR',
      'La date de naissance est dans l’avenir : corrigez-la.',
      'personne',
    );
  }
  const conservationJusque = lastDayBefore25(personne.dateNaissance);
  if (conservationJusque < today) {
    throw new Refused(
      'AGE_DEPASSE',
      'Un groupe ne suit pas une personne de 25 ans ou plus (AU-038).',
      'personne',
    );
  }
  return {
    instanceId: groupe,
    motifs,
    orientation: null,
    dateInscription: today,
    dateExamen: null,
    prochainExamen: yearsAfter(today, 1),
    conservationJusque,
    personneNom: personne.nom,
    personnePrenom: personne.prenom,
    personneDateNaissance: personne.dateNaissance,
    personneAdresse: personne.adresse ?? null,
  };
}
