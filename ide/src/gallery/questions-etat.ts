import { forces, noVariables, parquet, prefecture, tous, type Question } from './question.js';

export const questionsParquet: readonly Question[] = [
  {
    id: 'parquet-avis-attendus',
    titre: 'Quels rappels à l’ordre attendent mon avis ?',
    pour: parquet,
    finalites: ['rappel-ordre'],
    query: `query AvisAttendus {
  rappelsOrdre(filtre: { statut: CONSULTATION_PARQUET }, tri: DATE_FAITS_ASC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      motif
      mineur
      commune { codeInsee nom }
      auteur { nom prenom dateNaissance }
    }
  }
}`,
    variables: noVariables,
    explication:
      'L’identité n’est lisible que tant que l’avis est attendu ; elle se ferme dès qu’il est rendu.',
  },
  {
    id: 'parquet-plaintes',
    titre: 'Quelles plaintes des bailleurs, et où en sont les procédures ?',
    pour: parquet,
    finalites: ['suivi-plaintes'],
    query: `query PlaintesDesBailleurs {
  plaintes(tri: DATE_DEPOT_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateDepot
      numeroPv
      statut
      plaignant { nom }
      serviceRecepteur { nom }
      qualifications { natinf qualification }
      procedure { etatPublic moisFaits decision { typeDecision dateDecision } }
    }
  }
}`,
    variables: noVariables,
    explication: 'Les plaintes du département avec l’état public de chaque procédure.',
  },
  {
    id: 'parquet-incidents',
    titre: 'Quels incidents m’ont été signalés ou ont fait l’objet d’une plainte ?',
    pour: parquet,
    finalites: ['suivi-plaintes'],
    query: `query IncidentsPortesAuParquet {
  incidents(tri: DATE_FAITS_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      moisFaits
      type
      gravite
      infractionPresumee { nature qualification }
      victime { qualite itt identite }
      auteurPresume { connu identite }
      residence { nom commune { codeInsee nom } }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Le parquet ne voit que les incidents liés à une plainte ou à un signalement qui lui est adressé.',
  },
];

export const questionsPrefecture: readonly Question[] = [
  {
    id: 'prefecture-incidents',
    titre: 'Comment évoluent les incidents dans le département ?',
    vue: 'graphique',
    pour: prefecture,
    finalites: [],
    query: `query IncidentsDuDepartement {
  incidents(tri: DATE_FAITS_DESC, first: 100) {
    totalCount
    minimumCount
    nodes {
      id
      moisFaits
      famille
      type
      gravite
      residence { nom commune { codeInsee nom } bailleur { nom } }
    }
  }
}`,
    variables: noVariables,
    explication: 'Sans aucune personne. « Graphique » compte par mois, « Carte » par commune.',
  },
  {
    id: 'prefecture-indicateurs',
    titre: 'Combien d’incidents par commune des deux agglomérations ?',
    vue: 'carte',
    liste: 'epcis.communes',
    pour: prefecture,
    finalites: [],
    query: `query IndicateursDesAgglomerations {
  epcis {
    nom
    communes {
      codeInsee
      nom
      populationMunicipale
      incidents(first: 1) { totalCount }
    }
  }
}`,
    variables: noVariables,
    explication: 'Un nombre par commune des deux EPCI : ouvrez « Carte ».',
  },
  {
    id: 'prefecture-equipements',
    titre: 'Quelles résidences sont gardées, éclairées, vidéoprotégées ?',
    pour: prefecture,
    finalites: [],
    query: `query EquipementsDesResidences {
  residences(first: 100) {
    totalCount
    minimumCount
    nodes {
      nom
      nbLogements
      bailleur { nom }
      commune { codeInsee nom }
      quartier { nom }
      gardiens
      controleAcces
      eclairage
      videoprotection
    }
  }
}`,
    variables: noVariables,
    explication: 'Pour les mesures que le préfet peut demander (CSI, art. L271-1).',
  },
];

export const questionsForces: readonly Question[] = [
  {
    id: 'forces-plaintes',
    titre: 'Quelles plaintes des bailleurs mon service a-t-il reçues ?',
    pour: forces,
    finalites: ['suivi-plaintes'],
    query: `query PlaintesRecues {
  plaintes(tri: DATE_DEPOT_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateDepot
      numeroPv
      statut
      plaignant { nom }
      qualifications { natinf qualification }
      procedure { etatPublic }
    }
  }
}`,
    variables: noVariables,
    explication: 'Les plaintes reçues par votre service, et l’état public des procédures.',
  },
  {
    id: 'forces-signalements',
    titre: 'Quels signalements me sont adressés ?',
    pour: forces,
    finalites: [],
    query: `query SignalementsRecus {
  signalements(tri: DATE_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateTransmission
      urgence
      statut
      bailleur { nom }
      commune { codeInsee nom }
      incidents { type gravite }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Les signalements de votre zone ou qui vous sont adressés, les plus récents d’abord.',
  },
  {
    id: 'police-consignes',
    titre: 'Comment entrer dans les résidences de ma zone ?',
    pour: forces,
    finalites: [],
    query: `query ConsignesDAcces {
  residences(first: 50) {
    nodes {
      nom
      commune { codeInsee nom }
      bailleur { nom }
      autorisationAccesPermanent
      consignesAcces
      entrees { niveauVigilance }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Les consignes d’accès ne sont lisibles que dans la zone de compétence établie de votre service.',
  },
  {
    id: 'police-auteurs-connus',
    titre: 'Quels incidents ont un auteur présumé connu ?',
    exige: ['incident:auteur'],
    pour: forces,
    finalites: ['suivi-plaintes'],
    query: `query AuteursPresumesConnus {
  incidents(filtre: { auteurConnu: true }, tri: DATE_FAITS_DESC, first: 50) {
    totalCount
    minimumCount
    nodes {
      id
      dateFaits
      type
      residence { nom commune { codeInsee nom } }
      auteurPresume { connu identite }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Données judiciaires (P3) : finalité obligatoire, et chaque lecture est journalisée.',
  },
];

export const questionsTous: readonly Question[] = [
  {
    id: 'tous-mes-droits',
    titre: 'Que puis-je lire, et sur quel fondement ?',
    pour: tous,
    finalites: [],
    query: `query MesDroits {
  moi {
    signataire { nom }
    droits {
      libelle
      classe
      proprietaire
      perimetres
      conservation
      fondements { reference }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Vos droits pour la finalité choisie. Avec une finalité, des données personnelles s’y ajoutent.',
  },
  {
    id: 'tous-annuaire',
    titre: 'Qui est mon interlocuteur chez chaque signataire ?',
    pour: tous,
    finalites: ['annuaire-referents'],
    query: `query AnnuaireDesReferents {
  correspondants(filtre: { statut: EN_FONCTION }, tri: NOM_ASC, first: 100) {
    totalCount
    minimumCount
    nodes {
      nom
      fonction
      signataire { nom }
      telephonePro
      courrielPro
      suppleant { nom }
    }
  }
}`,
    variables: noVariables,
    explication: 'L’annuaire partagé de la convention (coordonnées professionnelles).',
  },
  {
    id: 'tous-statistiques',
    titre: 'Quelles suites pénales, en nombre ?',
    pour: tous,
    finalites: [],
    query: `query StatistiquesDesSuites {
  statistiquesSuites(tri: PERIODE_DESC, first: 100) {
    totalCount
    minimumCount
    nodes { territoire periode type effectif supprime }
  }
}`,
    variables: noVariables,
    explication: 'Les petits effectifs sont masqués (« < 5 ») : on ne doit reconnaître personne.',
  },
  {
    id: 'tous-instances',
    titre: 'Quand mes instances se réunissent-elles ?',
    pour: tous,
    finalites: [],
    query: `query MesInstances {
  instances(first: 50) {
    totalCount
    minimumCount
    nodes {
      type
      perimetre
      presidence { nom }
      membres { nom }
      reunions { date objet statut motifAnnulation }
    }
  }
}`,
    variables: noVariables,
    explication:
      'Présidence, membres et réunions se lisent dans les instances dont vous êtes membre. Une réunion annulée reste affichée, avec son motif.',
  },
];
