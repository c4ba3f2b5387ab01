import { graphql } from './generated/index.js';

/** The gateway, and whose residences they are. */
export const gateway = import.meta.env.VITE_PASSERELLE ?? 'http://127.0.0.1:4000/graphql';
export const bailleur = 'ekidom';
export const pageSize = 20;

/** The purposes that these pages declare, for whoever does what they say. */
export const purposes = {
  '': 'Aucune en particulier',
  'protection-personnel': 'Protection du personnel',
} as const;

/** Personal data: null beside an error unless a purpose is declared for which it is granted. */
export const protectedField = 'Incident.victime';

/** One page of the incidents of one's own residences. `after` is the cursor that the page before ended with. */
export const incidentsQuery = graphql(`
  query IncidentsDeMesResidences($bailleur: String!, $first: Int!, $after: String) {
    incidents(filtre: { bailleur: $bailleur }, tri: DATE_FAITS_DESC, first: $first, after: $after) {
      totalCount
      nodes {
        id
        dateFaits
        type
        gravite
        victime {
          qualite
        }
        residence {
          id
          nom
          commune {
            codeInsee
            nom
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Where something may have happened, and whose force comes there. */
export const residencesQuery = graphql(`
  query MesResidences($bailleur: String!) {
    residences(filtre: { bailleur: $bailleur }, first: 100) {
      nodes {
        id
        nom
        commune {
          codeInsee
          nom
          zoneCompetence
        }
      }
    }
  }
`);

/** What the values of the enumerations are called, from the graph itself. */
export const labelsQuery = graphql(`
  query Libelles {
    types: __type(name: "TypeIncident") {
      enumValues {
        name
        description
      }
    }
    places: __type(name: "LieuIncident") {
      enumValues {
        name
        description
      }
    }
  }
`);

/** Why a field is null, in words: of the caller's own rights, never of a row. */
export const whyQuery = graphql(`
  query Pourquoi($coordonnee: String!) {
    pourquoi(coordonnee: $coordonnee) {
      message
    }
  }
`);

/** The acts that cannot be undone, for the confirmation: introspection cannot say it. */
export const irrevocableQuery = graphql(`
  query ActesIrrevocables {
    actesIrrevocables
  }
`);

/** What forbids an act comes as data, in French, beside the field that it is about. */
export const enterMutation = graphql(`
  mutation SaisirIncident($saisie: SaisieIncident!, $cle: String!) {
    saisirIncident(saisie: $saisie, cleIdempotence: $cle) {
      incident {
        id
      }
      erreurs {
        code
        message
        champ
      }
    }
  }
`);

export const prepareMutation = graphql(`
  mutation CreerSignalement($saisie: SaisieSignalement!, $cle: String!) {
    creerSignalement(saisie: $saisie, cleIdempotence: $cle) {
      signalement {
        id
        version
      }
      erreurs {
        code
        message
        champ
      }
    }
  }
`);

/** From then on its addressees read it. */
export const transmitMutation = graphql(`
  mutation TransmettreSignalement($id: ID!, $version: Int!, $cle: String!) {
    transmettreSignalement(id: $id, version: $version, cleIdempotence: $cle) {
      signalement {
        id
        dateTransmission
      }
      erreurs {
        code
        message
        champ
      }
    }
  }
`);
