const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; background: #f3f4f7; color: #1b1f2a; margin: 0; }
  main { max-width: 30rem; margin: 10vh auto; background: #fff; padding: 2rem; border-radius: 0.5rem; }
  h1 { font-size: 1.3rem; margin-top: 0; }
  button { font: inherit; width: 100%; padding: 0.7rem; border: 0; border-radius: 0.3rem;
    background: #1f3f8f; color: #fff; cursor: pointer; }
  button:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
  small { color: #4a5164; }`;

export interface LoginPage {
  readonly organisation: string;
  readonly step: 'login' | 'consent';
  readonly analyst: string;
  /** Where the form posts. */
  readonly action: string;
}

/** First click: who; second click, where it is asked for: for what. No password: these persons do not exist. */
export function loginPage({ organisation, step, analyst, action }: LoginPage): string {
  const [question, button] =
    step === 'login'
      ? [`Se connecter à Passerelle au nom de : ${organisation}`, `Continuer comme ${analyst}`]
      : [
          `Autoriser cette application à interroger Passerelle au nom de : ${organisation}`,
          'Autoriser',
        ];
  return page(
    'Connexion de démonstration',
    `<h1>${escape(question)}</h1>
    <form method="post" action="${escape(action)}">
      <input type="hidden" name="step" value="${step}">
      <button type="submit" autofocus>${escape(button)}</button>
    </form>
    <p><small>Fournisseur d’identité de démonstration : une personne inventée par signataire, sans mot de passe.</small></p>`,
  );
}

/** @param form the provider's own, empty: the buttons speak for it. */
export function logoutPage(form: string): string {
  return page(
    'Déconnexion',
    `<h1>Se déconnecter aussi de votre organisation ?</h1>
    ${form}
    <button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Se déconnecter</button>
    <p><small>Passerelle vous a déjà oublié. Sans cela, votre organisation vous reconnaîtrait à la
    prochaine connexion.</small></p>`,
  );
}

/** When there is nowhere to go back to. */
export function loggedOutPage(): string {
  return page('Déconnexion', '<h1>Vous êtes déconnecté</h1>');
}

/** @param message in French, for the person who signs in. */
export function errorPage(message: string): string {
  return page('Connexion impossible', `<h1>Connexion impossible</h1><p>${escape(message)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="fr">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>${escape(title)}</title><style>${style}</style></head>
  <body><main>${body}</main></body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
