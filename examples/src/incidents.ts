import { graphql } from './generated/index.js';

/** The gateway, and whose residences they are. */
export const gateway = import.meta.env.VITE_PASSERELLE ?? 'http://127.0.0.1:4000/graphql';
export const bailleur = 'ekidom';
export const pageSize = 20;

/** One page of the incidents of one's own residences. `after` is the cursor the last page ended with. */
export const incidentsQuery = graphql(`
  query IncidentsDeMesResidences($bailleur: String!, $first: Int!, $after: String) {
    incidents(filtre: { bailleur: $bailleur }, tri: DATE_FAITS_DESC, first: $first, after: $after) {
      totalCount
      nodes {
        id
        dateFaits
        type
        gravite
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

/** What is ready to be sent and has not been. */
export const draftsQuery = graphql(`
  query SignalementsATransmettre($bailleur: String!) {
    signalements(filtre: { bailleur: $bailleur, statut: BROUILLON }, tri: ID, first: 10) {
      totalCount
      nodes {
        id
        statut
        urgence
        commune {
          codeInsee
          nom
        }
        incidents {
          id
          type
        }
        destinataires {
          id
        }
      }
    }
  }
`);

/** Sends one. From then on its addressees read it. What forbids it comes as data, in French. */
export const transmitMutation = graphql(`
  mutation TransmettreSignalement($id: ID!) {
    transmettreSignalement(id: $id) {
      signalement {
        id
        statut
        dateTransmission
      }
      erreurs {
        code
        message
      }
    }
  }
`);
