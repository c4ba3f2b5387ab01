import { PassageEnregistre } from '../../kit/acts/act-tables.js';
import type { After } from '../../kit/acts/acts.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { OutgoingAct, putOutgoingAct, type DeliveredAct } from '../../kit/delivery/outgoing-act.js';
import { communesOfOthers } from '../territoire/other-operators.js';
import type { VilleServices } from '../ville-services.js';
import { Correspondant } from './correspondant.js';
import type { SaisieLigneAnnuaire, SaisiePassageAnnuaire } from './report-inputs.js';

/** A line of the directory, in the databases of the other operators. */
export const reportedLine: DeliveredAct = {
  act: 'reporterCorrespondant',
  input: 'SaisieReport',
  purpose: 'annuaire-referents',
  withoutId: true,
};

type ReportedLine = Omit<SaisieLigneAnnuaire, 'historique'> & {
  readonly historique: readonly Omit<SaisiePassageAnnuaire, never>[];
};

/** Writes, with an act on a line, what is to be brought to each other operator. */
export function putReports({ operator }: VilleServices): After<Correspondant, unknown> {
  const communes = communesOfOthers(operator);
  return async (row, context) => {
    if (operator === null || communes.length === 0) return;
    const { id } = row;
    const { manager } = context;
    // What was brought holds what the line was: no longer than until the next act.
    await manager.delete(OutgoingAct, { source: id, etat: 'FAITE' });
    const lignes = await linesWith(row, context);
    for (const commune of communes) {
      await putOutgoingAct(
        context,
        reportedLine,
        {
          source: id,
          objet: `Correspondant ${id} ${commune}`,
          cible: id,
          saisie: { commune, lignes },
        },
        operator,
      );
    }
  };
}

/** The line, after that of its deputy: who gets the one may not have the other yet. */
async function linesWith(
  row: Correspondant,
  context: ActContext<unknown>,
): Promise<ReportedLine[]> {
  const { suppleantId } = row;
  const deputy =
    suppleantId === null
      ? null
      : await context.manager.findOneBy(Correspondant, { id: suppleantId });
  return Promise.all([...(deputy ? [deputy] : []), row].map((line) => lineOf(line, context)));
}

async function lineOf(
  { signataireId, suppleantId, ...line }: Correspondant,
  { manager }: ActContext<unknown>,
): Promise<ReportedLine> {
  const passages = await manager.find(PassageEnregistre, {
    where: { objetType: Correspondant.name, objetId: line.id },
    order: { version: 'ASC' },
  });
  return {
    ...line,
    signataire: signataireId,
    suppleant: suppleantId,
    historique: passages.map(({ id, version, acte, de, vers, fonction, fondement, le, ...by }) => ({
      id,
      version,
      acte,
      de: de as SaisieLigneAnnuaire['statut'] | null,
      vers: vers as SaisieLigneAnnuaire['statut'],
      signataire: by.signataireId,
      fonction,
      fondement,
      le,
    })),
  };
}
