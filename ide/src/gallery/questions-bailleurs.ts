import { bailleurs, noVariables, ownLandlord, type Question } from './question.js';

export const questionsBailleurs: readonly Question[] = [
  {
    id: 'bailleur-derniers-incidents',
    titre: 'Quels sont les derniers incidents dans mes résidences ?',
    pour: bailleurs,
    finalites: [],
    query: `query DerniersIncidents($bailleur: String!) {
  incidents(filtre: { bailleur: $bailleur }, tri: DATE_FAITS_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      trancheHoraire
      famille
      type
      gravite
      lieuType
      coutEstime
      residence { nom commune { codeInsee nom } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: ownLandlord,
    explication: 'Vos propres incidents, du plus récent au plus ancien.',
  },
  {
    id: 'bailleur-incidents-voisins',
    titre: 'Que se passe-t-il autour de mes résidences ?',
    vue: 'graphique',
    pour: bailleurs,
    finalites: [],
    query: `query IncidentsVoisins {
  incidents(tri: MOIS_FAITS_DESC, first: 100) {
    totalCount
    minimumCount
    nodes { id moisFaits famille type gravite residence { nom commune { codeInsee nom } } }
  }
}`,
    variables: noVariables,
    explication:
      'Vos incidents et le résumé de ceux des autres bailleurs dans les quartiers prioritaires où vous êtes aussi. La résidence n’est lisible que pour les vôtres ; essayez « Graphique », par mois.',
  },
  {
    id: 'bailleur-halls',
    titre: 'Quels halls demandent de la vigilance ?',
    liste: 'residences.entrees',
    pour: bailleurs,
    finalites: [],
    query: `query MesHalls($bailleur: String!) {
  residences(filtre: { bailleur: $bailleur }, first: 50) {
    totalCount
    minimumCount
    nodes {
      nom
      commune { codeInsee nom }
      quartier { nom }
      gardiens
      controleAcces
      eclairage
      videoprotection
      entrees { id niveauVigilance dateEvaluation }
    }
  }
}`,
    variables: ownLandlord,
    explication:
      'Le niveau de vigilance de chaque entrée, à côté de ce qui protège déjà la résidence.',
  },
  {
    id: 'bailleur-logements-vacants',
    titre: 'Quels logements sont occupés ou vacants ?',
    pour: bailleurs,
    finalites: ['tranquillite-residentielle'],
    query: `query OccupationDesLogements($bailleur: String!) {
  logements(filtre: { bailleur: $bailleur }, first: 100) {
    totalCount
    minimumCount
    nodes {
      id
      residence { nom commune { codeInsee nom } }
      etage
      porte
      nbPieces
      occupation
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: ownLandlord,
    explication:
      'La situation d’un logement est une donnée personnelle : elle demande une finalité, ici la tranquillité résidentielle.',
  },
  {
    id: 'bailleur-personnel-agresse',
    titre: 'Quels salariés ont été agressés ?',
    pour: bailleurs,
    finalites: ['protection-personnel'],
    query: `query PersonnelAgresse($bailleur: String!) {
  incidents(
    filtre: { bailleur: $bailleur, qualiteVictime: SALARIE }
    tri: DATE_FAITS_DESC
    first: 50
  ) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      type
      gravite
      victime { itt identite }
      residence { nom commune { codeInsee nom } }
    }
  }
}`,
    variables: ownLandlord,
    explication:
      'Pour accompagner les salariés et tenir le registre : la finalité « protection du personnel » ouvre la victime, pas l’auteur présumé.',
  },
  {
    id: 'bailleur-plaintes',
    titre: 'Où en sont mes plaintes ?',
    pour: bailleurs,
    finalites: ['suivi-plaintes'],
    query: `query MesPlaintes {
  plaintes(tri: DATE_DEPOT_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateDepot
      statut
      recepisse
      serviceRecepteur { nom }
      procedure {
        etatPublic
        decision { typeDecision dateDecision motifClassement { libelle } }
      }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Les plaintes que vous avez déposées et leurs suites. La décision n’apparaît qu’une fois l’avis notifié.',
  },
  {
    id: 'bailleur-signalements',
    titre: 'Quelles suites ont eu mes signalements ?',
    pour: bailleurs,
    finalites: [],
    query: `query MesSignalements {
  signalements(tri: DATE_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateTransmission
      urgence
      statut
      commune { codeInsee nom }
      destinataires { nom }
      suites { date nature auteur { nom } }
    }
  }
}`,
    variables: noVariables,
    explication: 'Chaque signalement, à qui il a été adressé, et ce que les partenaires ont fait.',
  },
  {
    id: 'bailleur-rappels-ordre',
    titre: 'Mes signalements ont-ils conduit à des rappels à l’ordre ?',
    pour: bailleurs,
    finalites: ['rappel-ordre'],
    query: `query RappelsNesDeMesSignalements {
  rappelsOrdre(first: 50) {
    totalCount
    minimumCount
    nodes { id statut }
  }
}`,
    variables: noVariables,
    explication:
      'L’avancement seulement, et seulement pour vos signalements : les faits et la personne ne se lisent qu’à la mairie et au parquet.',
  },
];
