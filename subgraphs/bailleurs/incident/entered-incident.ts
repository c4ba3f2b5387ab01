import { civilDay } from '../../../schema/contract/civil-day.js';
import type { Appelant } from '../../kit/appelant.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import type { RowAccess } from '../../kit/row-access.js';
import { Entree } from '../residence/entree.js';
import type { SaisieCorrectionIncident, SaisieIncident } from './incident-inputs.js';
import type { Incident } from './incident.js';

const immediateDanger = 4;

const victimIdentity = 'incident:victime-identite';

/**
 * The columns that what was entered sets; what was left out, or is null, is not among them. Who may
 * not read the victim's identity leaves it as it is: replacing it unseen would lose it, and what
 * comes of the correction would tell whether there was one.
 */
export function enteredColumns(
  saisie: Omit<SaisieIncident, 'residence'> | SaisieCorrectionIncident,
  { droits }: Appelant,
): Partial<Incident> {
  const { dateFaits, victime, auteurPresume } = saisie;
  const plain: Partial<Incident> = {
    ...present('type', saisie.type),
    ...present('gravite', saisie.gravite),
    ...present('trancheHoraire', saisie.trancheHoraire),
    ...present('lieuType', saisie.lieuType),
    ...present('entreeId', saisie.entree),
    ...present('recurrence', saisie.recurrence),
    ...present('coutEstime', saisie.coutEstime),
    ...present('appel17', saisie.appel17),
  };
  return {
    ...plain,
    ...(dateFaits ? { dateFaits, moisFaits: dateFaits.slice(0, 7) } : {}),
    ...(victime
      ? {
          victimeQualite: victime.qualite,
          victimeItt: victime.itt ?? null,
          ...(droits.has(victimIdentity) ? { victimeIdentite: victime.identite ?? null } : {}),
        }
      : {}),
    ...(auteurPresume
      ? {
          auteurConnu: auteurPresume.connu,
          auteurIdentite: auteurPresume.identite ?? null,
          auteurLienBail: auteurPresume.lienBail ?? null,
        }
      : {}),
  };
}

/**
 * Who enters a person does so for a purpose, as who reads it: without the right to read what it
 * writes, nothing of it is taken. @throws Refused
 */
export function refuseWithoutPurpose(
  { victime, auteurPresume }: Pick<SaisieIncident, 'victime' | 'auteurPresume'>,
  { droits }: Appelant,
): void {
  const missing = [
    ...(victime ? ['incident:victime'] : []),
    // An empty one is written too.
    ...(typeof victime?.identite === 'string' ? [victimIdentity] : []),
    ...(auteurPresume ? ['incident:auteur'] : []),
  ].some((scope) => !droits.has(scope));
  if (!missing) return;
  throw new Refused(
    'FINALITE_MANQUANTE',
    'Une victime ou un auteur présumé s’entre pour une finalité déclarée, comme il se lit : déclarez « suivi-plaintes » ou « protection-personnel ».',
    auteurPresume ? 'auteurPresume' : 'victime',
  );
}

/**
 * What an incident would be is checked as a whole, and of what it was already only what the act
 * declares to read. @throws Refused for what may not be entered so.
 */
export async function checkIncident(
  incident: Pick<Incident, 'gravite' | 'appel17'> &
    Partial<Pick<Incident, 'dateFaits' | 'entreeId'>> & { readonly residenceId: () => string },
  access: RowAccess,
  { manager, now }: Pick<ActContext<unknown>, 'manager' | 'now'>,
): Promise<void> {
  if (incident.gravite >= immediateDanger && !incident.appel17) {
    throw new Refused(
      'APPELER_LE_17',
      'En cas de danger immédiat, appelez le 17. L’incident dit ensuite que le 17 a été appelé.',
      'appel17',
    );
  }
  if (incident.dateFaits !== undefined && incident.dateFaits > civilDay(now)) {
    throw new Refused(
      'DATE_A_VENIR',
      'Des faits ont eu lieu aujourd’hui ou avant : corrigez la date.',
      'dateFaits',
    );
  }
  const { entreeId: id } = incident;
  if (id === undefined || id === null) return;
  const entree = await access.lockUnder(manager, Entree, id, 'entree:vigilance');
  if (entree?.residenceId !== incident.residenceId()) {
    throw new Refused(
      'ENTREE_INTROUVABLE',
      'L’entrée est l’une de celles de la résidence : vérifiez l’identifiant.',
      'entree',
    );
  }
}

function present<Key extends keyof Incident>(
  key: Key,
  value: Incident[Key] | undefined,
): Partial<Incident> {
  return value === undefined || value === null ? {} : { [key]: value };
}
