import type { SessionEnd } from './session.js';

/** What the first page says of the session that has just ended. */
export const endMessages: Readonly<Record<SessionEnd, string>> = {
  expiree:
    'Votre session est terminée : son temps est écoulé et votre organisation ne l’a pas renouvelée. ' +
    'Choisissez votre organisation pour vous reconnecter ; vos requêtes sont restées dans ce navigateur.',
  refusee:
    'Votre session est terminée : la passerelle n’accepte plus votre jeton. Reconnectez-vous ; si cela ' +
    'se répète, prévenez l’administrateur de votre organisation.',
  fermee: 'Vous êtes déconnecté. Aucune réponse ni aucun jeton n’est resté dans ce navigateur.',
};

export const signInFailed =
  'La connexion n’a pas abouti : le fournisseur d’identité l’a refusée, ou elle a commencé dans un autre ' +
  'onglet. Choisissez votre organisation pour recommencer.';

export const notResumed =
  'Votre organisation ne vous reconnaît plus : choisissez-la pour vous reconnecter. Vos requêtes sont ' +
  'restées dans ce navigateur.';

export const providerAway =
  'Le fournisseur d’identité de cette organisation ne répond pas. Réessayez dans quelques minutes ; si ' +
  'cela dure, prévenez l’administrateur de votre organisation.';

export const configurationMissing =
  'La passerelle ne répond pas : l’explorateur ne peut pas démarrer. Vérifiez votre réseau, puis rechargez la page.';

export const ending =
  'Votre session se termine dans une minute. Enregistrez votre requête si besoin : il faudra vous reconnecter.';
