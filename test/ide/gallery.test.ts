import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { Caller, Nature, Question } from '../../ide/src/gallery/question.js';
import { questionGroups, questionsFor, searchQuestions } from '../../ide/src/gallery/questions.js';
import { readIssuerSecrets } from '../../demo/identity-provider/issuer-secrets.js';
import { requestToken } from '../../demo/token-request.js';
import { signatories } from '../conformance/matrix/signatories.js';
import { sharedDemonstration } from '../harness/shared-by-suites.js';

const questions = questionGroups.flatMap((group) => group.questions);

/** Whether a list that was asked for has an element, or an indicator counts something. */
function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasContent);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, content]) =>
      (['nodes', 'droits'].includes(name) && Array.isArray(content) && content.length > 0) ||
      (name === 'totalCount' && typeof content === 'number' && content > 0) ||
      hasContent(content),
  );
}

const whoAmI = `{ moi {
  signataire { id nature territoire { commune { codeInsee } epci { siren } } }
  finalitesUtiles { id ouvre { portee } }
} }`;

interface Moi {
  readonly signataire: {
    readonly id: string;
    readonly nature: Nature;
    readonly territoire: {
      readonly commune: { readonly codeInsee: string } | null;
      readonly epci: { readonly siren: string } | null;
    };
  };
  readonly finalitesUtiles: readonly {
    readonly id: string;
    readonly ouvre: readonly { readonly portee: string }[];
  }[];
}

describe('the gallery', () => {
  const tokens = new Map<string, string>();
  let base: number;

  beforeAll(async () => {
    const demo = await sharedDemonstration();
    base = demo.base;
    for (const { id } of signatories) {
      const { clientSecret: secret } = readIssuerSecrets(demo.folder, id);
      const issuer = `http://127.0.0.1:${base + 10}/${id}`;
      tokens.set(id, await requestToken(issuer, { client: id, secret }));
    }
  }, 120_000);

  async function ask(
    signataire: string,
    query: string,
    finalites: readonly string[] = [],
    variables: object = {},
  ): Promise<{ data: Record<string, unknown>; errors?: unknown }> {
    const response = await fetch(`http://127.0.0.1:${base}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.get(signataire) ?? ''}`,
        'content-type': 'application/json',
        ...(finalites.length > 0 && { 'x-finalite': finalites.join(',') }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: Record<string, unknown> };
  }

  async function callerOf(id: string): Promise<{ caller: Caller; moi: Moi }> {
    const moi = (await ask(id, whoAmI)).data['moi'] as Moi;
    const { nature, territoire } = moi.signataire;
    return {
      moi,
      caller: {
        id,
        nature,
        commune: territoire.commune?.codeInsee ?? null,
        epci: territoire.epci?.siren ?? null,
      },
    };
  }

  /** What is offered to a signatory; whether the graph has it is looked at by asking. */
  async function offeredTo(id: string): Promise<{ caller: Caller; offered: readonly Question[] }> {
    const { caller, moi } = await callerOf(id);
    const purposes = new Map(
      moi.finalitesUtiles.map((purpose) => [purpose.id, purpose.ouvre.map(({ portee }) => portee)]),
    );
    const groups = questionsFor(caller, { schema: null, purposes });
    return { caller, offered: groups.flatMap((group) => group.questions) };
  }

  it('has enough questions, each once, and names no signatory', () => {
    expect(questions.length).toBeGreaterThanOrEqual(18);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const written = JSON.stringify(questions);
    for (const { id } of signatories) expect(written).not.toContain(`"${id}"`);
  });

  it('asks for the place of each commune that it names, so that the map can have it', () => {
    const unplaced = questions.filter(({ query }) => /commune \{(?![^}]*codeInsee)/.test(query));
    expect(unplaced.map(({ id }) => id)).toEqual([]);
  });

  it('shows first the list of what it counts, and no scopes in place of their words', () => {
    const placed = questions.filter(({ query }) => /\bepcis \{[^}]*communes/.test(query));
    expect(placed.map(({ liste }) => liste)).toEqual(['epcis.communes']);
    expect(questions.filter(({ query }) => /\bportee\b/.test(query))).toEqual([]);
  });

  const answered = new Set<string>();

  it.each(signatories.map(({ id }) => id))('answers what it offers to %s', async (signataire) => {
    const { caller, offered } = await offeredTo(signataire);
    expect(offered.length).toBeGreaterThan(4);
    for (const question of offered) {
      const { query, finalites, variables } = question;
      const answer = await ask(signataire, query, finalites, variables(caller));
      // Without a purpose the page looks at the graph first, and does not offer what is not in it.
      if (finalites.length === 0 && answer.errors !== undefined) {
        expect(JSON.stringify(answer.errors)).toContain('GRAPHQL_VALIDATION_FAILED');
        continue;
      }
      expect({ question: question.id, errors: answer.errors }).toEqual({ question: question.id });
      if (hasContent(answer.data)) answered.add(question.id);
    }
  });

  it('has for each question a signatory whom it tells something', () => {
    expect(questions.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([]);
  });

  it('is full for a signatory that is new, of whatever kind', () => {
    for (const { nature } of [{ nature: 'BAILLEUR' }, { nature: 'VILLE' }] as const) {
      const caller = { id: 'nouveau', nature, commune: '86001', epci: null };
      const groups = questionsFor(caller, { schema: null, purposes: null });
      expect(groups.flatMap((group) => group.questions).length).toBeGreaterThan(6);
    }
  });

  it('does not offer what the graph of the signatory has not', () => {
    const schema = buildSchema('type Query { instances: Int }');
    const caller = { id: 'nouveau', nature: 'BAILLEUR', commune: null, epci: null } as const;
    expect(questionsFor(caller, { schema, purposes: new Map() })).toEqual([]);
  });

  it('is searched without regard to accents', () => {
    const found = searchQuestions(questionGroups, 'PLAINTES ou');
    expect(found.flatMap((group) => group.questions).length).toBeGreaterThan(0);
    expect(searchQuestions(questionGroups, 'dégradations'.normalize('NFD'))).toHaveLength(1);
  });
});
