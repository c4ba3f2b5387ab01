import type { AnnouncedFetch } from '../fetching/announced-fetch.js';
import type { AnswerBounds } from '../fetching/answer-bounds.js';
import type { SubgraphAnswer } from '../fetching/subgraph-answer.js';
import type { Inflight } from '../fetching/attempt.js';
import type { SubgraphClient } from '../fetching/subgraph-client.js';

type HeadersFor = (subgraph: string, announced: AnnouncedFetch) => Readonly<Record<string, string>>;

interface KeptAnswer {
  readonly client: SubgraphClient;
  readonly subgraph: string;
  readonly body: string | Buffer;
  readonly announced: AnnouncedFetch;
  readonly bounds: AnswerBounds;
  /** Of the request's head. */
  readonly lines: string;
  readonly text: string;
}

/**
 * What some subgraphs answered to one query, so that they can be asked the same again before the
 * answer leaves: whom they let read may have changed while another partner was slow.
 */
export class KeptAnswers {
  private readonly answers: KeptAnswer[] = [];
  private isAsked = false;

  /** @param subgraphs whose answers are kept. */
  constructor(private readonly subgraphs: ReadonlySet<string>) {}

  /** Says that a subgraph is asked; what it answers is kept by `keep`. */
  asked(subgraph: string): boolean {
    const kept = this.subgraphs.has(subgraph);
    this.isAsked ||= kept;
    return kept;
  }

  /** Before anything is made of the answer. */
  keep(answer: Omit<KeptAnswer, 'text'>, given: SubgraphAnswer): void {
    this.answers.push({ ...answer, text: textOf(given) });
  }

  /**
   * Whether each would answer the same now. Whoever does not answer does not confirm, and nobody
   * does who was asked by another engine.
   */
  async stillTrue(headersFor: HeadersFor): Promise<boolean> {
    if (!this.isAsked) return false;
    const inflight: Inflight = new Set();
    const same = await Promise.all(
      this.answers.map(async ({ client, subgraph, announced, body, bounds, lines, text }) => {
        try {
          const headers = headersFor(subgraph, announced);
          const now = await client.request(body, headers, true, inflight, bounds, lines);
          return textOf(now) === text;
        } catch {
          return false;
        }
      }),
    );
    return !same.includes(false);
  }
}

function textOf({ data, errors }: SubgraphAnswer): string {
  return JSON.stringify([data, errors.length]);
}
