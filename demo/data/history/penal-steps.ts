import type { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import type { Procedure } from '../../../subgraphs/justice/procedure/procedure.js';
import { groupBy } from '../../../subgraphs/kit/group-by.js';
import type { Stored } from '../rows.js';
import type { SuitesPenales } from '../suites-penales.js';
import { step, type Step } from './chronicle.js';
import { daysLater, drawnBy, earliest, latest, type Draw } from './days.js';

const parquet = 'parquet-poitiers';

/** What became of a procedure after its notice: the same days for the register and for the complaint. */
function afterNotice(procedureId: string, told: string): { appeal: string; judgment: string } {
  const draw = drawnBy(`${procedureId} suite`);
  return { appeal: daysLater(told, draw(3, 10)), judgment: daysLater(told, draw(40, 160)) };
}

/** Of complaints and procedures, from the days that the register tells. */
export function penalSteps({ plaintes, decisions, avisNotifies }: SuitesPenales) {
  const decided = new Map(decisions.map((row) => [row.procedureId, row.dateDecision]));
  const notices = groupBy(avisNotifies, ({ procedureId }) => procedureId);
  const deposited = new Map(plaintes.map(({ id, dateDepot }) => [id, dateDepot]));
  const noticesOf = (procedureId: string): string[] =>
    (notices.get(procedureId) ?? []).map((row) => row.dateNotification).toSorted();

  function ofPlainte({ plaignantId, serviceId, ...row }: Stored<Plainte>, draw: Draw): Step[] {
    const { statut, dateDepot, procedureId } = row;
    const steps = [
      step('deposerPlainte', plaignantId, dateDepot),
      step('delivrerRecepissePlainte', serviceId, daysLater(dateDepot, draw(0, 3))),
      step('transmettrePlainte', serviceId, daysLater(dateDepot, draw(4, 15))),
    ];
    const reached = ['DEPOSEE', 'RECEPISSE', 'EN_COURS'].indexOf(statut);
    if (reached >= 0 || procedureId === null) return steps.slice(0, reached + 1);
    const told =
      notices.get(procedureId)?.find(({ signataireId }) => signataireId === plaignantId)
        ?.dateNotification ?? dateDepot;
    const { appeal, judgment } = afterNotice(procedureId, noticesOf(procedureId).at(-1) ?? told);
    steps.push(step('recevoirAvisPlainte', parquet, told));
    if (statut === 'APPEL') steps.push(step('recevoirAppelPlainte', parquet, appeal));
    if (statut === 'JUGEMENT_DEFINITIF') {
      steps.push(step('recevoirJugementPlainte', parquet, judgment));
    }
    return steps;
  }

  function ofProcedure(
    { id, plainteId, moisFaits, statut }: Stored<Procedure>,
    draw: Draw,
  ): Step[] {
    const decision = decided.get(id) ?? null;
    const opened =
      deposited.get(plainteId ?? '') ??
      latest(
        `${moisFaits}-01`,
        decision === null ? `${moisFaits}-28` : daysLater(decision, -draw(1, 15)),
      );
    const steps = [
      step('ouvrirProcedure', parquet, decision === null ? opened : earliest(opened, decision)),
    ];
    if (decision === null) return steps;
    steps.push(step('inscrireDecisionProcedure', parquet, decision));
    const days = noticesOf(id);
    for (const [index, told] of days.entries()) {
      const act = index === 0 ? 'notifierAvisProcedure' : 'notifierAutreAvisProcedure';
      steps.push(step(act, parquet, told));
    }
    const { appeal, judgment } = afterNotice(id, days.at(-1) ?? decision);
    if (statut === 'APPEL') steps.push(step('inscrireAppelProcedure', parquet, appeal));
    if (statut === 'JUGEMENT_DEFINITIF') {
      steps.push(step('inscrireJugementProcedure', parquet, judgment));
    }
    return steps;
  }

  return { ofPlainte, ofProcedure };
}
