import { keeperOf } from '../../subgraphs/ville/territoire/keeper-of.js';
import { passagesOf } from './history/passages.js';
import type { InventedData } from './invented-data.js';
import { epciOf, villeOf } from './places.js';

/** The rows of one city or EPCI alone, as its own database has them. */
export function villePartOf(data: InventedData, operator: string): InventedData {
  const part = rowsOf(data, operator);
  const kept = new Set(
    [
      part.annuaire.correspondants,
      part.annuaire.instances,
      part.rappelsOrdre.rappels,
      part.transactions.transactions,
      part.alternatives,
      part.informations,
      part.actions,
      part.problematiques,
      part.groupes.mandats,
      part.groupes.situations,
    ].flatMap((rows) => rows.map(({ id }) => id)),
  );
  return { ...part, passages: passagesOf(data.passages, 'ville', kept) };
}

function rowsOf(data: InventedData, operator: string): InventedData {
  const isOfCommune = ({ communeCode }: { readonly communeCode: string }): boolean =>
    (villeOf(communeCode) ?? epciOf(communeCode)) === operator;
  const instances = data.annuaire.instances.filter(
    ({ presidenceId }) => keeperOf(presidenceId) === operator,
  );
  const kept = new Set(instances.map(({ id }) => id));
  const isOfInstance = ({ instanceId }: { readonly instanceId: string }): boolean =>
    kept.has(instanceId);
  return {
    ...data,
    annuaire: {
      ...data.annuaire,
      instances,
      membres: data.annuaire.membres.filter(isOfInstance),
      reunions: data.annuaire.reunions.filter(isOfInstance),
      demandes: data.annuaire.demandes.filter(isOfInstance),
      decisions: data.annuaire.decisions.filter(isOfInstance),
    },
    rappelsOrdre: {
      ...data.rappelsOrdre,
      rappels: data.rappelsOrdre.rappels.filter(isOfCommune),
    },
    transactions: {
      ...data.transactions,
      transactions: data.transactions.transactions.filter(isOfCommune),
    },
    alternatives: data.alternatives.filter(isOfCommune),
    informations: data.informations.filter(isOfCommune),
    actions: data.actions.filter(isOfCommune),
    problematiques: data.problematiques.filter(isOfInstance),
    groupes: {
      mandats: data.groupes.mandats.filter(isOfInstance),
      situations: data.groupes.situations.filter(isOfInstance),
    },
  };
}
