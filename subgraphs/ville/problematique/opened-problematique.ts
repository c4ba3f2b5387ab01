import { outsideTerritory } from '../../../schema/contract/act-not-found.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { Instance, InstanceMembre } from '../instance/instance.js';
import { Commune } from '../territoire/commune.js';
import { QuartierCommune } from '../territoire/quartier.js';
import { isResidence } from '../territoire/residence.js';
import type { SaisieProblematique } from './problematique-inputs.js';
import type { Problematique } from './problematique.js';

type Opened = Pick<
  Problematique,
  'instanceId' | 'communeCode' | 'quartierCode' | 'residenceId' | 'lieu' | 'theme' | 'dateReperage'
>;

/** @throws Refused for what a group's board does not take. */
export async function openedProblematique(
  context: ActContext<SaisieProblematique>,
): Promise<Opened> {
  const { groupe, commune, quartier = null, residence = null, ...facts } = context.input;
  await requireOwnGpo(groupe, context);
  if (!(await context.manager.existsBy(Commune, { codeInsee: commune }))) {
    const { code, message, champ } = outsideTerritory;
    throw new Refused(code, message, champ);
  }
  if (quartier !== null && !(await stretchesOver(quartier, commune, context))) {
    throw new Refused(
      'QUARTIER_HORS_COMMUNE',
      'Ce quartier ne s’étend pas sur cette commune : corrigez l’un ou l’autre.',
      'quartier',
    );
  }
  if (residence !== null && !isResidence(residence)) {
    throw new Refused(
      'RESIDENCE_INCONNUE',
      'Une résidence se désigne par son identifiant : le bailleur et son code patrimoine.',
      'residence',
    );
  }
  if (facts.dateReperage > civilDay(context.now)) {
    throw new Refused(
      'DATE_A_VENIR',
      'Une problématique a été repérée aujourd’hui ou avant : corrigez la date.',
      'dateReperage',
    );
  }
  const { lieu, theme, dateReperage } = facts;
  return {
    instanceId: groupe,
    communeCode: commune,
    quartierCode: quartier,
    residenceId: residence,
    lieu,
    theme,
    dateReperage,
  };
}

/** A group of others and none answer alike. */
async function requireOwnGpo(
  instanceId: string,
  { appelant, manager }: ActContext<unknown>,
): Promise<void> {
  const isGpo = await manager.existsBy(Instance, { id: instanceId, type: 'GPO' });
  const isMember = await manager.existsBy(InstanceMembre, {
    instanceId,
    signataireId: appelant.signataire ?? '',
  });
  if (isGpo && isMember) return;
  throw new Refused(
    'GPO_INTROUVABLE',
    'Aucun GPO de cet identifiant dont vous soyez membre.',
    'groupe',
  );
}

function stretchesOver(
  codeQpv: string,
  codeInsee: string,
  { manager }: ActContext<unknown>,
): Promise<boolean> {
  return manager.existsBy(QuartierCommune, { codeQpv, codeInsee });
}
