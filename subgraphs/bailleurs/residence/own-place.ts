import type { EntityManager } from 'typeorm';
import { Refused } from '../../kit/acts/refusal.js';
import { Residence } from './residence.js';

/**
 * The commune of a landlord's résidences.
 * @param subject French, what is asked about them: « Un diagnostic ».
 * @throws Refused when there is none, one is not the landlord's, or they lie in several communes.
 */
export async function ownPlace(
  manager: EntityManager,
  bailleurId: string,
  residences: readonly string[],
  subject: string,
): Promise<string> {
  const refuse = (code: string, message: string): never => {
    throw new Refused(code, `${subject} ${message}`, 'residences');
  };
  const communes = new Set<string>();
  for (const id of residences) {
    const residence = await manager.findOneBy(Residence, { id, bailleurId });
    if (!residence) {
      return refuse(
        'RESIDENCE_INTROUVABLE',
        'porte sur des résidences de votre patrimoine : vérifiez les identifiants.',
      );
    }
    communes.add(residence.communeCode);
  }
  const [communeCode] = communes;
  if (communeCode === undefined) {
    return refuse('SANS_RESIDENCE', 'porte sur au moins une résidence : ajoutez-en une.');
  }
  if (communes.size > 1) {
    return refuse(
      'PLUSIEURS_COMMUNES',
      'porte sur des résidences d’une même commune : faites-en un par commune.',
    );
  }
  return communeCode;
}
