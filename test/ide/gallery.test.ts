import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Question } from '../../ide/src/gallery/question.js';
import { questionGroups, questionsFor } from '../../ide/src/gallery/questions.js';
import { DemoProcess, freeBase } from '../demo/demo-process.js';

const questions = questionGroups.flatMap((group) => group.questions);
const signataires = [...new Set(questions.flatMap(({ pour }) => pour))];

/** Whether a list that was asked for has an element, or an indicator counts something. */
function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasContent);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, one]) =>
      (['nodes', 'droits'].includes(name) && Array.isArray(one) && one.length > 0) ||
      (name === 'totalCount' && typeof one === 'number' && one > 0) ||
      hasContent(one),
  );
}

describe('the gallery', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-gallery-'));
  const tokens = new Map<string, string>();
  let base: number;
  let demo: DemoProcess;

  beforeAll(async () => {
    base = await freeBase();
    const env = { DEMO_PORT_BASE: String(base), DEMO_FOLDER: folder, DEMO_SCALE: '0.05' };
    demo = new DemoProcess('main', [], env);
    await demo.printed('Ctrl-C arrête tout.');
    for (const signataire of signataires) {
      const { stdout } = await new DemoProcess('token', [signataire], env).finished;
      tokens.set(signataire, stdout.trimEnd());
    }
  }, 120_000);

  afterAll(async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  });

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
