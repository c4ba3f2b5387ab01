import type { Answer } from '../graphql/answer.js';
import type { Act } from './case-types.js';

/** Filled by the page: the analyst never sees them. */
const ofThePage = new Set(['id', 'version', 'cleIdempotence']);

export interface ActErreur {
  readonly code: string;
  readonly message: string;
  readonly champ: string | null;
}

export type ActOutcome =
  | { readonly etat: 'fait'; readonly id: string | null }
  | { readonly etat: 'refuse'; readonly erreurs: readonly ActErreur[] }
  /** No word of the partner whether it was done: asked again under the same key, it is done once. */
  | { readonly etat: 'sans-reponse'; readonly answer: Answer };

/** The arguments that the analyst gives, in the act's own order. */
export function givenArguments({ args }: Act): Act['args'] {
  return args.filter(({ name }) => !ofThePage.has(name));
}

/** The mutation, with every argument as a variable: what is entered never stands in the text. */
export function actQuery({ name, args, answer }: Act): string {
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return `mutation Acte(${declared}) { ${name}(${passed}) { ${answer} { id } erreurs { code message champ } } }`;
}

/** What became of an act, from the answer to its mutation. */
export function outcomeOf({ name, answer: held }: Act, answer: Answer): ActOutcome {
  const found = answer.data?.[name] as
    { readonly erreurs: readonly ActErreur[]; readonly [held: string]: unknown } | null | undefined;
  if (!found) return { etat: 'sans-reponse', answer };
  if (found.erreurs.length > 0) return { etat: 'refuse', erreurs: found.erreurs };
  const { id = null } = (found[held] ?? {}) as { readonly id?: string };
  return { etat: 'fait', id };
}

/** « Propose un rappel à l’ordre », without who may do it and when. */
export function summaryOf({ name, description }: Act): string {
  return description.split(/\s(?=Par : |Étape : |De « )/)[0]?.trim() || name;
}

/** « Par : Participant de la visite. De « Relevé » à « Proposé » », for acts that are not offered. */
export function conditionsOf(act: Act): string {
  return act.description.slice(summaryOf(act).length).trim();
}

/** Begins with the verb: what the button says. */
export function labelOfAct(act: Act): string {
  return (
    summaryOf(act)
      .split(/[.;:,]\s/)[0]
      ?.replace(/\.$/, '') ?? act.name
  );
}
