import { allInFrenchType } from '../page/typography.js';

/** A signatory that an analyst may sign in for. */
export interface Organisation {
  readonly id: string;
  readonly nom: string;
  /** What kind of organisation it is, in the convention's words. */
  readonly nature: string;
  /** Issuer of its own identity provider. */
  readonly emetteur: string;
}

/** A purpose that a request may declare, and the scopes it opens. */
export interface Finalite {
  readonly id: string;
  readonly libelle: string;
  readonly portees: readonly string[];
}

/** What the gateway tells the page before anybody has signed in: nothing personal. */
export interface Configuration {
  readonly organisations: readonly Organisation[];
  readonly client: string;
  readonly ressource: string;
  readonly finalites: readonly Finalite[];
}

/** @throws Error when the gateway does not answer, or answers something else. */
export async function loadConfiguration(): Promise<Configuration> {
  const response = await fetch(`${import.meta.env.BASE_URL}configuration.json`);
  if (!response.ok) throw new Error(`configuration.json: ${response.status}`);
  const found = (await response.json()) as Partial<Configuration>;
  const { organisations, client, ressource = '', finalites = [] } = found;
  if (!organisations || !client) throw new Error('configuration.json is not a configuration');
  return {
    organisations: allInFrenchType(organisations),
    client,
    ressource,
    finalites: allInFrenchType(finalites),
  };
}
