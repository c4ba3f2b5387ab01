import { civilDay } from '../../../schema/contract/civil-day.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import type { SaisieCorrectionCorrespondant, SaisieCorrespondant } from './correspondant-inputs.js';
import { Correspondant } from './correspondant.js';

type Named = Omit<Correspondant, 'id' | 'statut' | 'version' | 'statutDepuis'>;

/** @throws Refused for whom nobody can be named so. */
export async function namedCorrespondant(context: ActContext<SaisieCorrespondant>): Promise<Named> {
  const { appelant, input, now } = context;
  const { nom, fonction, debut, fin = null, suppleant = null } = input;
  const mandatDebut = debut ?? civilDay(now);
  refuseInverted(mandatDebut, fin);
  const signataireId = appelant.signataire ?? '';
  if (suppleant !== null) await refuseAsDeputy(suppleant, signataireId, context);
  return {
    signataireId,
    nom,
    fonction,
    telephonePro: input.telephonePro ?? null,
    courrielPro: input.courrielPro ?? null,
    suppleantId: suppleant,
    perimetre: input.perimetre ?? null,
    mandatDebut,
    mandatFin: fin,
  };
}

/** The columns that a correction sets. @throws Refused where it says nothing, or nothing possible. */
export async function correctedCorrespondant(
  { id, signataireId, mandatDebut, fonction }: Correspondant,
  context: ActContext<SaisieCorrectionCorrespondant>,
): Promise<Partial<Correspondant>> {
  const { input, manager } = context;
  const { suppleant, fin } = input;
  if (Object.values(input).every((value) => value === undefined)) {
    throw new Refused('RIEN_A_CORRIGER', 'Une correction dit au moins une valeur : laquelle ?');
  }
  if (fin !== undefined) refuseInverted(mandatDebut, fin);
  if (typeof suppleant === 'string') {
    await refuseAsDeputy(suppleant, signataireId, context, id);
    if (await manager.existsBy(Correspondant, { suppleantId: id })) {
      throw new Refused(
        'SUPPLEANT_DE_SUPPLEANT',
        'Cette personne est elle-même le suppléant d’un correspondant : un suppléant n’en a pas.',
        'suppleant',
      );
    }
  }
  return {
    fonction: input.fonction ?? fonction,
    ...(input.telephonePro === undefined ? {} : { telephonePro: input.telephonePro }),
    ...(input.courrielPro === undefined ? {} : { courrielPro: input.courrielPro }),
    ...(suppleant === undefined ? {} : { suppleantId: suppleant }),
    ...(input.perimetre === undefined ? {} : { perimetre: input.perimetre }),
    ...(fin === undefined ? {} : { mandatFin: fin }),
  };
}

function refuseInverted(debut: string, fin: string | null): void {
  if (fin === null || fin >= debut) return;
  throw new Refused(
    'DATES_INVERSEES',
    'Un mandat finit après avoir commencé : corrigez les dates.',
    'fin',
  );
}

/** A deputy is in office for the same signatory, and has none: who is absent twice has nobody. */
async function refuseAsDeputy(
  id: string,
  signataireId: string,
  { manager }: ActContext<unknown>,
  ofWhom?: string,
): Promise<void> {
  const deputy = await manager.findOneBy(Correspondant, {
    id,
    signataireId,
    statut: 'EN_FONCTION',
  });
  if (!deputy || id === ofWhom) {
    throw new Refused(
      'SUPPLEANT_INTROUVABLE',
      'Aucun autre correspondant en fonction de cet identifiant dans votre organisme : nommez d’abord le suppléant.',
      'suppleant',
    );
  }
  if (deputy.suppleantId !== null) {
    throw new Refused(
      'SUPPLEANT_DE_SUPPLEANT',
      'Cette personne a elle-même un suppléant : un suppléant n’en a pas.',
      'suppleant',
    );
  }
}
