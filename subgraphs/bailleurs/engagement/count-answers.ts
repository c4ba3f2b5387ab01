/**
 * How many answers a promise owed (`due`: given, or whose delay is over), or had in time (`kept`), as
 * SQL on its row: from the history of what was asked and answered, since the day of the promise.
 * A request that was withdrawn within the delay was never owed; later, the answer was late already.
 * @param row its quoted alias. @param today AAAA-MM-JJ in UTC, of our own making.
 */
export function countAnswers(what: 'due' | 'kept', row: string, today: string): string {
  const inTime = `DATEDIFF(r.le, t.le) <= ${row}.delaiJours`;
  const counts =
    what === 'kept'
      ? `r.id IS NOT NULL AND ${inTime}`
      : `(r.id IS NOT NULL OR DATEDIFF('${today}', t.le) > ${row}.delaiJours)`;
  const since = `DATEDIFF(t.le, ${row}.depuis) >= 0`;
  return `CASE ${row}.nature
    WHEN 'ACCUSE_RECEPTION' THEN (
      SELECT COUNT(*) FROM signalement x
      JOIN signalement_destinataire d ON d.signalementId = x.id
      JOIN passage_etat t ON t.objetType = 'Signalement' AND t.objetId = x.id
        AND t.version = (
          SELECT MAX(p.version) FROM passage_etat p
          WHERE p.objetType = 'Signalement' AND p.objetId = x.id
            AND p.acte IN ('transmettreSignalement', 'reorienterSignalement'))
      LEFT JOIN passage_etat r ON r.objetType = 'Signalement' AND r.objetId = x.id
        AND r.acte = 'accuserReceptionSignalement'
      WHERE d.signataireId = ${row}.signataireId AND x.bailleurId = ${row}.bailleurId
        AND ${since} AND ${counts})
    ELSE (
      SELECT COUNT(*) FROM diagnostic x
      JOIN passage_etat t ON t.objetType = 'DiagnosticEnMarchant' AND t.objetId = x.id
        AND t.acte = 'demanderDiagnostic'
      LEFT JOIN passage_etat r ON r.objetType = 'DiagnosticEnMarchant' AND r.objetId = x.id
        AND r.acte IN ('recevoirDemandeDiagnostic', 'refuserDemandeDiagnostic')
      WHERE x.instructeurId = ${row}.signataireId AND x.bailleurId = ${row}.bailleurId
        AND NOT (x.statut = 'ANNULE' AND r.id IS NULL
          AND DATEDIFF(x.statutDepuis, t.le) <= ${row}.delaiJours)
        AND ${since} AND ${counts})
    END`;
}
