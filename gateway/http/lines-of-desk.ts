import { worst, type Examined } from '../../schema/partner/doctor/report.js';
import type { Light } from '../../schema/partner/doctor/sign.js';

/** The line to one partner, as a signatory may know it. */
export interface LineOfDesk {
  /** The subgraph. */
  readonly partenaire: string;
  /** Who operates it, where several do. */
  readonly operateur: { readonly id: string; readonly nom: string } | null;
  readonly etat: Light;
  /** What is wrong, in French, and what to do: told to who operates the line, since it names hosts. */
  readonly signes: readonly string[];
}

/**
 * @param signataires by their ids, as the convention has them.
 * @param signataire who asks.
 */
export function linesOfDesk(
  examined: readonly Examined[],
  signataires: ReadonlyMap<string, { readonly nom: string }>,
  signataire: string | null,
): readonly LineOfDesk[] {
  return examined.map(({ operator, signs }) => {
    const [partenaire = '', id] = operator.split('/');
    return {
      partenaire,
      operateur: id === undefined ? null : { id, nom: signataires.get(id)?.nom ?? id },
      etat: worst(signs),
      signes:
        id === undefined || id !== signataire
          ? []
          : signs.filter(({ light }) => light !== 'green').map(({ fr }) => fr),
    };
  });
}
