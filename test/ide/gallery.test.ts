import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Question } from '../../ide/src/gallery/question.js';
import { questionGroups, questionsFor } from '../../ide/src/gallery/questions.js';
import { readIssuerSecrets } from '../../demo/identity-provider/issuer-secrets.js';
import { requestToken } from '../../demo/token-request.js';
import { sharedDemonstration } from '../harness/shared-demonstration.js';

const questions = questionGroups.flatMap((group) => group.questions);
const signataires = [...new Set(questions.flatMap(({ pour }) => pour))];

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

describe('the gallery', () => {
  const tokens = new Map<string, string>();
  let base: number;

  beforeAll(async () => {
    const demo = await sharedDemonstration();
    base = demo.base;
    for (const signataire of signataires) {
      const { clientSecret: secret } = readIssuerSecrets(demo.folder, signataire);
      const issuer = `http://127.0.0.1:${base + 10}/${signataire}`;
      tokens.set(signataire, await requestToken(issuer, { client: signataire, secret }));
    }
  }, 120_000);

  async function answerOf(question: Question, signataire: string): Promise<unknown> {
    const { query, finalites } = question;
    const response = await fetch(`http://127.0.0.1:${base}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.get(signataire) ?? ''}`,
        'content-type': 'application/json',
        ...(finalites.length > 0 && { 'x-finalite': finalites.join(',') }),
      },
      body: JSON.stringify({ query, variables: question.variables(signataire) }),
    });
    return response.json();
  }

  it('has enough questions, each once, for every signatory', () => {
    expect(questions.length).toBeGreaterThanOrEqual(18);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(signataires).toHaveLength(13);
    for (const signataire of signataires) {
      const meant = questionsFor(signataire).flatMap((group) => group.questions);
      expect(meant).toEqual(questions.filter(({ pour }) => pour.includes(signataire)));
      expect(meant.length).toBeGreaterThan(4);
    }
  });

  for (const question of questions) {
    it.each(question.pour)(`answers « ${question.titre} » to %s`, async (signataire) => {
      const answer = (await answerOf(question, signataire)) as { data: unknown };
      expect(answer).not.toHaveProperty('errors');
      expect(hasContent(answer.data)).toBe(true);
    });
  }
});
