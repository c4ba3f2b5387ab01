import { outsideTerritory } from '../../../schema/contract/act-not-found.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { isResidence } from '../territoire/residence.js';
import { Commune } from '../territoire/commune.js';
import type { SaisieActionPrevention } from './action-inputs.js';
import type { ActionPrevention } from './action-prevention.js';

type Announced = Pick<
  ActionPrevention,
  'type' | 'porteurId' | 'communeCode' | 'residenceIds' | 'debut' | 'fin'
>;

/** @throws Refused for what nobody can carry so. */
export async function announcedAction({
  appelant,
  input,
  manager,
}: ActContext<SaisieActionPrevention>): Promise<Announced> {
  const { type, commune, residences, debut, fin } = input;
  if (!(await manager.existsBy(Commune, { codeInsee: commune }))) {
    const { code, message, champ } = outsideTerritory;
    throw new Refused(code, message, champ);
  }
  if (!residences.every((id) => isResidence(id))) {
    throw new Refused(
      'RESIDENCE_INCONNUE',
      'Une résidence se désigne par son identifiant : le bailleur et son code patrimoine.',
      'residences',
    );
  }
  if (fin < debut) {
    throw new Refused(
      'DATES_INVERSEES',
      'Une action finit après avoir commencé : corrigez les dates.',
      'fin',
    );
  }
  return {
    type,
    porteurId: appelant.signataire ?? '',
    communeCode: commune,
    residenceIds: residences,
    debut,
    fin,
  };
}
