import { epci, noVariables, villes, type Caller, type Question } from './question.js';

const ownCommune = ({ commune }: Caller) => ({ commune: commune ?? '' });

export const questionsVilles: readonly Question[] = [
  {
    id: 'ville-incidents',
    titre: 'Quels incidents sur mon territoire ?',
    vue: 'graphique',
    pour: [...villes, ...epci],
    finalites: [],
    query: `query IncidentsDuTerritoire {
  incidents(tri: DATE_FAITS_DESC, first: 100) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      moisFaits
      trancheHoraire
      famille
      type
      gravite
      lieuType
      residence { nom commune { codeInsee nom } quartier { nom } bailleur { nom } }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Tous les bailleurs du territoire ensemble, sans aucune personne. « Graphique » compte par mois, « Carte » par commune.',
  },
  {
    id: 'ville-halls',
    titre: 'Quels halls de ma commune demandent de la vigilance ?',
    pour: villes,
    finalites: [],
    liste: 'residences.entrees',
    query: `query HallsDeLaCommune($commune: String!) {
  residences(filtre: { commune: $commune }, first: 50) {
    totalCount
    minimumCount
    nodes {
      nom
      bailleur { nom }
      quartier { nom }
      videoprotection
      eclairage
      entrees { id niveauVigilance dateEvaluation }
    }
  }
}`,
    variables: ownCommune,
    explication: 'Pour préparer une cellule de veille : résidences, équipements et vigilance.',
  },
  {
    id: 'ville-couts',
    titre: 'Où et à quel coût, les dégradations ?',
    pour: villes,
    finalites: [],
    query: `query CoutDesDegradations($commune: String!) {
  incidents(
    filtre: { commune: $commune, famille: ATTEINTE_BIEN }
    tri: MOIS_FAITS_DESC
    first: 100
  ) {
    totalCount
    minimumCount
    nodes { id moisFaits type coutEstime residence { nom commune { codeInsee nom } quartier { nom } } entree { id } }
  }
}`,
    variables: ownCommune,
    explication:
      'Les atteintes aux biens de la commune : la résidence, l’entrée et le coût estimé, à trier dans « Tableau ».',
  },
  {
    id: 'ville-rappels-ordre',
    titre: 'Où en sont mes rappels à l’ordre ?',
    pour: villes,
    finalites: ['rappel-ordre'],
    query: `query MesRappelsAOrdre {
  rappelsOrdre(tri: DATE_FAITS_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      statut
      dateFaits
      motif
      mineur
      dateConvocation
      dateTenue
      avis { avis date }
      auteur { nom prenom representantsLegaux { nom prenom lien } }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Le dossier du maire (CSI, art. L132-7), avec l’avis du parquet. Chaque lecture de l’identité est journalisée.',
  },
  {
    id: 'ville-suites-penales',
    titre: 'Quelles suites a données la justice ?',
    pour: villes,
    finalites: ['information-maire'],
    query: `query SuitesConnuesDuMaire {
  procedures(tri: MOIS_FAITS_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      moisFaits
      etatPublic
      infractions { qualification }
      decision { typeDecision dateDecision motifClassement { libelle } }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Ce que le procureur porte à la connaissance du maire (CSI, art. L132-3), et rien d’autre.',
  },
  {
    id: 'epci-indicateurs',
    titre: 'Combien d’incidents par commune de l’agglomération ?',
    vue: 'carte',
    pour: epci,
    finalites: [],
    query: `query IndicateursDesCommunes($siren: ID!) {
  epci(siren: $siren) {
    nom
    communes {
      codeInsee
      nom
      populationMunicipale
      incidents(first: 1) { totalCount }
    }
  }
}`,
    variables: ({ epci: siren }) => ({ siren: siren ?? '' }),
    explication: 'Un nombre par commune : ouvrez « Carte » ou « Graphique ».',
  },
];
