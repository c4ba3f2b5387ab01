import { GraphQLError, parse } from 'graphql';
import type { Checks } from './checks.js';
import { broken, met, type Outcome } from './outcome.js';
import { schemaFacts } from './published-schema.js';
import { probe } from '../line.js';
import type { Subject } from './subject.js';

/** As many are named in one line. */
const mostNamed = 3;

export const schemaChecks: Checks = {
  'SCHEMA-01': async (subject) => {
    const sdl = await servedSchema(subject);
    return sdl === null ? broken('pas de sdl', 'no sdl') : met;
  },
  'SCHEMA-02': async (subject) => {
    const sdl = await servedSchema(subject);
    if (sdl === null) return broken('pas de sdl', 'no sdl');
    try {
      return differences(schemaFacts(subject.published.document), schemaFacts(parse(sdl)));
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return broken('le schéma servi ne se lit pas', 'the schema served cannot be read');
    }
  },
  'SCHEMA-03': ({ published }) => none(published.unruled),
  'SCHEMA-04': ({ published }) => none(published.rigid),
};

async function servedSchema(subject: Subject): Promise<string | null> {
  const { data } = await subject.send([subject.token()], probe);
  const { sdl } = (data?.['_service'] ?? {}) as { sdl?: unknown };
  return typeof sdl === 'string' && sdl.trim() !== '' ? sdl : null;
}

function differences(published: ReadonlySet<string>, served: ReadonlySet<string>): Outcome {
  const lacking = [...published].filter((fact) => !served.has(fact));
  const more = [...served].filter((fact) => !published.has(fact));
  if (lacking.length + more.length === 0) return met;
  return broken(
    [...said('manque', lacking), ...said('en trop', more)].join(' ; '),
    [...said('lacks', lacking), ...said('has besides', more)].join('; '),
  );
}

function said(what: string, facts: readonly string[]): readonly string[] {
  return facts.length === 0 ? [] : [`${what} ${named(facts)}`];
}

function none(coordinates: readonly string[]): Outcome {
  return coordinates.length === 0 ? met : broken(named(coordinates), named(coordinates));
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${shown}, … (${names.length})` : shown;
}
