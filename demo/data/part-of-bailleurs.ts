import { passagesOf } from './history/passages.js';
import type { InventedData } from './invented-data.js';

/** The rows of one landlord alone, with their history, as its own database has them. */
export function bailleurPartOf(data: InventedData, bailleur: string): InventedData {
  const part = rowsOf(data, bailleur);
  const kept = new Set(
    [
      part.patrimoine.entrees,
      part.incidents,
      part.suitesPenales.plaintes,
      part.signalements.signalements,
      part.diagnostics.diagnostics,
      part.diagnostics.constats,
      part.renovations.programmes,
      part.procesVerbaux,
      part.protections,
      part.troubles,
      part.injonctions,
    ].flatMap((rows) => rows.map(({ id }) => id)),
  );
  return { ...part, passages: passagesOf(data.passages, 'bailleurs', kept) };
}

function rowsOf(data: InventedData, bailleur: string): InventedData {
  const residences = data.patrimoine.residences.filter(({ bailleurId }) => bailleurId === bailleur);
  const places = idsOf(residences);
  const incidents = data.incidents.filter(({ bailleurId }) => bailleurId === bailleur);
  const facts = idsOf(incidents);
  const signalements = data.signalements.signalements.filter(
    ({ bailleurId }) => bailleurId === bailleur,
  );
  const sent = idsOf(signalements);
  const ofSignalement = ({ signalementId }: { readonly signalementId: string }): boolean =>
    sent.has(signalementId);
  const diagnostics = data.diagnostics.diagnostics.filter(
    ({ bailleurId }) => bailleurId === bailleur,
  );
  const visits = idsOf(diagnostics);
  const ofVisit = ({ diagnosticId }: { readonly diagnosticId: string }): boolean =>
    visits.has(diagnosticId);
  const programmes = data.renovations.programmes.filter(
    ({ bailleurId }) => bailleurId === bailleur,
  );
  const works = idsOf(programmes);
  const ofProgramme = ({ programmeId }: { readonly programmeId: string }): boolean =>
    works.has(programmeId);
  return {
    ...data,
    incidents,
    patrimoine: {
      residences,
      entrees: data.patrimoine.entrees.filter(({ residenceId }) => places.has(residenceId)),
      logements: data.patrimoine.logements.filter(({ residenceId }) => places.has(residenceId)),
    },
    suitesPenales: {
      ...data.suitesPenales,
      plaintes: data.suitesPenales.plaintes.filter(({ incidentId }) => facts.has(incidentId)),
    },
    signalements: {
      signalements,
      incidents: data.signalements.incidents.filter(ofSignalement),
      destinataires: data.signalements.destinataires.filter(ofSignalement),
      suites: data.signalements.suites.filter(ofSignalement),
    },
    diagnostics: {
      diagnostics,
      residences: data.diagnostics.residences.filter(ofVisit),
      participants: data.diagnostics.participants.filter(ofVisit),
      constats: data.diagnostics.constats.filter(ofVisit),
    },
    procesVerbaux: data.procesVerbaux.filter(({ bailleurId }) => bailleurId === bailleur),
    protections: data.protections.filter(({ bailleurId }) => bailleurId === bailleur),
    troubles: data.troubles.filter(({ bailleurId }) => bailleurId === bailleur),
    injonctions: data.injonctions.filter(({ bailleurId }) => bailleurId === bailleur),
    renovations: {
      programmes,
      residences: data.renovations.residences.filter(ofProgramme),
      mesures: data.renovations.mesures.filter(ofProgramme),
      etudes: data.renovations.etudes.filter(ofProgramme),
    },
  };
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}
