/** How a person reads one kind of error: what happened, and what to do. */
export interface Reading {
  readonly titre: string;
  readonly conseil: string;
}

/** By `extensions.code`: those of the gateway (gateway/errors.ts), of GraphQL, and of this page. */
const readings: Readonly<Record<string, Reading>> = {
  UNAUTHENTICATED: {
    titre: 'Votre session est terminée',
    conseil: 'La passerelle n’accepte plus votre jeton : reconnectez-vous.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    titre: 'Des données ne vous sont pas ouvertes',
    conseil:
      'Ces champs sont vides dans la réponse, le reste est complet. Déclarez la finalité qui les ouvre, ' +
      'ou voyez dans « Pourquoi ? » quel droit il faudrait et à qui le demander.',
  },
  DOWNSTREAM_SERVICE_ERROR: {
    titre: 'Un partenaire ne répond pas',
    conseil:
      'Le système d’un partenaire n’a pas pu fournir ces champs ; ceux des autres partenaires sont là. ' +
      'Réessayez dans quelques minutes ; si cela dure, donnez la référence ci-dessous à votre administrateur.',
  },
  PARTNER_BUSY: {
    titre: 'Un partenaire est occupé',
    conseil:
      'Le système du partenaire nommé ne prend plus de demande pour le moment ; les champs des autres sont là. ' +
      'Réessayez dans un instant.',
  },
  PARTNER_UNAVAILABLE: {
    titre: 'Un des partenaires ne répond pas',
    conseil:
      'Les lignes des autres sont là, celles du partenaire nommé manquent et aucun total n’est donné. ' +
      'Réessayez dans quelques minutes ; la suite de la liste les donnera dès qu’il répondra.',
  },
  FIELD_NOT_SERVED: {
    titre: 'Un des partenaires n’a pas encore ces champs',
    conseil:
      'Le partenaire nommé utilise une version plus ancienne : ces champs sont vides chez lui, et chez lui seul. ' +
      'Les autres partenaires les donnent.',
  },
  OPERATION_TOO_LARGE: {
    titre: 'Votre requête est trop grande',
    conseil:
      'Demandez moins à la fois : un « first » plus petit (puis « after » pour la suite), moins de listes ' +
      'les unes dans les autres, moins de champs ou d’alias.',
  },
  PLANNING_EXCEEDED: {
    titre: 'Votre requête est trop complexe',
    conseil:
      'La passerelle n’a pas trouvé comment l’exécuter dans ses limites. Découpez-la en plusieurs, ou ' +
      'demandez moins de types et de niveaux à la fois.',
  },
  PLANNING_BUSY: {
    titre: 'Trop de nouvelles requêtes à la fois',
    conseil:
      'La passerelle prépare chaque requête la première fois qu’elle la voit. Réessayez dans le délai indiqué.',
  },
  DOCUMENT_REQUIRED: {
    titre: 'Cette application n’envoie que des opérations publiées',
    conseil: 'Connectez-vous par le bureau de l’analyste pour écrire vos propres requêtes.',
  },
  BAD_REQUEST: {
    titre: 'La passerelle ne peut pas lire cette requête',
    conseil: 'Corrigez ce qui est dit ci-dessous, puis exécutez de nouveau.',
  },
  BAD_USER_INPUT: {
    titre: 'Une valeur ne convient pas',
    conseil:
      'Corrigez ce qui est dit ci-dessous, dans la requête ou dans le volet « Variables » (en JSON).',
  },
  GRAPHQL_VALIDATION_FAILED: {
    titre: 'La requête ne correspond pas au graphe',
    conseil:
      'L’éditeur souligne ce qui ne va pas et propose, pendant que vous écrivez, ce que vous pouvez demander.',
  },
  GRAPHQL_PARSE_FAILED: {
    titre: 'La requête est mal écrite',
    conseil: 'Vérifiez les accolades et les parenthèses : l’éditeur souligne l’endroit.',
  },
  JOURNAL_UNAVAILABLE: {
    titre: 'La passerelle ne peut pas tenir son journal',
    conseil:
      'Sans journal, aucune donnée n’est servie. Réessayez dans quelques minutes ; si cela dure, prévenez ' +
      'l’administrateur de la passerelle.',
  },
  INTERNAL: {
    titre: 'La passerelle a rencontré une erreur',
    conseil:
      'Réessayez. Si l’erreur se répète, donnez la référence ci-dessous à l’administrateur de la passerelle.',
  },
  PASSERELLE_INJOIGNABLE: {
    titre: 'La passerelle ne répond pas',
    conseil: 'Vérifiez votre réseau, puis exécutez de nouveau : votre requête est toujours là.',
  },
  REPONSE_ILLISIBLE: {
    titre: 'La réponse est illisible',
    conseil: 'Réessayez ; si cela se répète, prévenez l’administrateur de la passerelle.',
  },
};

const unknown: Reading = {
  titre: 'La réponse signale une erreur',
  conseil: 'Le détail est ci-dessous.',
};

/** For a code that this page does not know: its message is all there is. */
export function readingOf(code: string | undefined): Reading {
  return (code === undefined ? undefined : readings[code]) ?? unknown;
}
