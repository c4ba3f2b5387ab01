import { setTimeout as delay } from 'node:timers/promises';
import { cell, documentOf, type Answer } from '../comparison-table.js';
import type { Ending, Step, View } from './story.js';

/** The gateway, as far as the story needs it. */
export interface Gateway {
  ask(
    caller: string,
    finalites: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Answer>;
}

/** What `$name` stands for: ids that steps kept, and days. */
export type Known = Map<string, string>;

interface Reading {
  readonly view: View;
  /** As printed, in the order of the fields. */
  readonly reads: readonly string[];
}

export interface Played {
  readonly step: Step;
  /** How the act ended. */
  readonly ended: string;
  readonly asExpected: boolean;
  readonly readings: readonly Reading[];
}

/** Does one act, then asks what three others see of it under every purpose there is. */
export async function play(
  step: Step,
  gateway: Gateway,
  everyPurpose: string,
  known: Known,
): Promise<Played> {
  const { act, by, purposes, input, kind, on, keep } = step;
  const variables = {
    ...(on === undefined || step.register !== undefined ? {} : { id: known.get(on) }),
    ...(input === undefined ? {} : { saisie: resolved(input[1], known) }),
  };
  const answer = await gateway.ask(by, purposes, mutationOf(step), variables);
  const outcome = (answer.data as Readonly<Record<string, Outcome | null>> | null)?.[act] ?? null;
  const made = outcome?.[kind] as { readonly id?: string } | null | undefined;
  if (keep !== undefined && made?.id !== undefined) known.set(keep, made.id);
  const ended =
    step.register !== undefined && outcome?.[step.register]
      ? await endedElsewhere(step, gateway, known)
      : endingOf(answer, outcome, kind);
  const object = known.get(on ?? keep ?? '');
  const readings: Reading[] = [];
  const { fields = [], by: views = [] } = step.seen ?? {};
  if (object !== undefined) {
    const paths = fields.map((field) => `${kind}.${field}`);
    const query = documentOf({ [kind]: `${kind}(id: ${JSON.stringify(object)})` }, paths);
    for (const view of views) {
      const seen = await gateway.ask(view[0], everyPurpose, query);
      readings.push({ view, reads: paths.map((path) => cell(seen, path)) });
    }
  }
  return { step, ended, asExpected: ended === expectedEnd(step.ends), readings };
}

/** How often the moved object is looked at, and how long, in milliseconds. */
const lookEvery = 100;
const patience = 20_000;

/** The register's act is done; the object follows a moment later. */
async function endedElsewhere(
  { by, purposes, kind, on = '', ends }: Step,
  gateway: Gateway,
  known: Known,
): Promise<string> {
  const query = `{ ${kind}(id: ${JSON.stringify(known.get(on))}) { statut } }`;
  for (let waited = 0; ; waited += lookEvery) {
    const { data } = await gateway.ask(by, purposes, query);
    const statut = (data as Readonly<Record<string, { statut: string } | null>> | null)?.[kind]
      ?.statut;
    const ended = expectedEnd(statut === undefined ? { gone: true } : { state: statut });
    if (ended === expectedEnd(ends) || waited >= patience) return ended;
    await delay(lookEvery);
  }
}

type Outcome = Readonly<Record<string, unknown>> & {
  readonly erreurs?: readonly { readonly code: string }[];
};

/** As it is printed. */
export function expectedEnd(ends: Ending): string {
  if ('state' in ends) return ends.state;
  return 'gone' in ends ? 'fait, et plus lisible pour qui l’a fait' : `refusé : ${ends.refused}`;
}

function endingOf({ errors = [] }: Answer, outcome: Outcome | null, kind: string): string {
  if (outcome === null) return `refusé à l’appelant (${errors.length} erreurs)`;
  const [erreur] = outcome.erreurs ?? [];
  if (erreur) return expectedEnd({ refused: erreur.code });
  const object = outcome[kind] as { readonly statut?: string } | null | undefined;
  return object?.statut === undefined
    ? expectedEnd({ gone: true })
    : expectedEnd({ state: object.statut });
}

function mutationOf({ act, kind, on, input, register }: Step): string {
  const asked = [
    ...(on === undefined || register !== undefined
      ? []
      : [{ variable: '$id: ID!', argument: 'id: $id' }]),
    ...(input === undefined
      ? []
      : [{ variable: `$saisie: ${input[0]}!`, argument: 'saisie: $saisie' }]),
  ];
  const variables = asked.map(({ variable }) => variable).join(', ');
  const args = asked.map(({ argument }) => argument).join(', ');
  const made = register === undefined ? `${kind} { id statut }` : `${register} { id }`;
  return `mutation (${variables}) { ${act}(${args}) { ${made} erreurs { code message } } }`;
}

/** @throws Error for a name that no step kept. */
function resolved(value: unknown, known: Known): unknown {
  if (typeof value === 'string' && value.startsWith('$')) {
    const found = known.get(value.slice(1));
    if (found === undefined) throw new Error(`Aucune étape n’a gardé « ${value} ».`);
    return found;
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolved(item, known)]),
  );
}
