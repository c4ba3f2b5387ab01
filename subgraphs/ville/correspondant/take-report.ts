import type { EntityManager } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { PassageEnregistre } from '../../kit/acts/act-tables.js';
import type { ActOutcome } from '../../kit/acts/acts.js';
import { Refused } from '../../kit/acts/refusal.js';
import type { Rows } from '../../kit/rows.js';
import { endMandates } from '../mandat/end-mandates.js';
import { keeperOf } from '../territoire/keeper-of.js';
import { Correspondant } from './correspondant.js';
import type { SaisieLigneAnnuaire, SaisieReport } from './report-inputs.js';

/**
 * Takes lines over from who keeps them: the whole report or nothing of it. Brought again, or after a
 * later one, a line changes nothing, so that it needs no receipt.
 */
export async function takeReport(
  rows: Rows,
  keeper: string | null,
  { lignes }: SaisieReport,
): Promise<ActOutcome<Correspondant>> {
  try {
    for (const { signataire } of lignes) refuseOfOthers(signataire, keeper);
    const row = await rows.write(async (manager) => {
      for (const line of lignes) await takeLine(manager, line);
      return manager.findOneBy(Correspondant, { id: lignes.at(-1)?.id ?? '' });
    });
    return { row, erreurs: [] };
  } catch (error) {
    if (error instanceof Refused) return { row: null, erreurs: [error.toErreur()] };
    throw error;
  }
}

/** INVARIANT: of a line nobody but its keeper is believed. */
function refuseOfOthers(signataire: string, keeper: string | null): void {
  if (!signataires.some(({ id }) => id === signataire)) {
    throw new Refused(
      'SIGNATAIRE_INCONNU',
      'Une ligne de l’annuaire est celle d’un signataire de la convention.',
      'lignes',
    );
  }
  if (keeperOf(signataire) !== keeper) {
    throw new Refused(
      'LIGNE_D_UN_AUTRE',
      'Un exploitant ne porte que les lignes des signataires dont il tient l’annuaire.',
      'lignes',
    );
  }
}

async function takeLine(manager: EntityManager, line: SaisieLigneAnnuaire): Promise<void> {
  const { id, signataire, suppleant = null, historique, version } = line;
  const known = await manager.findOneBy(Correspondant, { id });
  if (known && known.signataireId !== signataire) {
    throw new Refused(
      'LIGNE_D_UN_AUTRE',
      'Cet identifiant est celui d’une ligne d’un autre signataire.',
      'lignes',
    );
  }
  if (known && known.version >= version) return;
  const isKnownDeputy =
    suppleant !== null && (await manager.existsBy(Correspondant, { id: suppleant }));
  await manager.save(
    Correspondant,
    manager.create(Correspondant, {
      id,
      signataireId: signataire,
      nom: line.nom,
      fonction: line.fonction,
      telephonePro: line.telephonePro ?? null,
      courrielPro: line.courrielPro ?? null,
      suppleantId: isKnownDeputy ? suppleant : null,
      perimetre: line.perimetre ?? null,
      mandatDebut: line.mandatDebut,
      mandatFin: line.mandatFin ?? null,
      statut: line.statut,
      version,
      statutDepuis: line.statutDepuis ?? null,
    }),
  );
  for (const passage of historique) {
    const where = { objetType: Correspondant.name, objetId: id, version: passage.version };
    if (await manager.existsBy(PassageEnregistre, where)) continue;
    await manager.insert(PassageEnregistre, {
      ...where,
      id: passage.id,
      acte: passage.acte,
      de: passage.de ?? null,
      vers: passage.vers,
      signataireId: passage.signataire ?? null,
      fonction: passage.fonction,
      fondement: passage.fondement,
      le: passage.le,
    });
  }
  if (line.statut === 'TERMINE') {
    const now = line.statutDepuis ?? new Date();
    await endMandates(manager, { correspondantId: id }, signataire, now);
  }
}
