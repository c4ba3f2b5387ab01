import type { AnswerBounds } from '../fetching/answer-bounds.js';
import { OutOfBounds } from '../fetching/answer-limits.js';
import { removeUnasked } from '../fetching/answer-mask.js';
import {
  AnswerWithErrors,
  isTooMuch,
  SubgraphFailure,
  type SubgraphAnswer,
} from '../fetching/subgraph-answer.js';
import { type Inflight, type SubgraphClient } from '../fetching/subgraph-client.js';
import type { FetchStep } from './compile-plan.js';
import type { FaultMarks } from './fault-marks.js';
import type { FetchRequest } from './fetch-request.js';

/** Sends the requests of one operation, and ends them when its caller goes away. */
export class StepRequests {
  private readonly inflight: Inflight = new Set();
  private aborted = false;

  constructor(
    private readonly request: FetchRequest,
    private readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly faults: FaultMarks,
  ) {}

  abort(): void {
    this.aborted = true;
    for (const request of this.inflight) request.abort();
  }

  /** The caller's variables that a step sends, as JSON without braces. */
  variablesText({ variables }: FetchStep): string {
    const given = this.request.variables;
    let text = '';
    for (const { start, name, constant, fallback } of variables) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      const json = constant ?? (value === undefined ? fallback : JSON.stringify(value));
      if (json !== null) text += `${text === '' ? '' : ','}${start}${json}`;
    }
    return text;
  }

  /**
   * @param entities how many are asked for; null: none.
   * @returns null: it failed, and whoever keeps account was told.
   */
  async send(
    step: FetchStep,
    body: string | Buffer,
    entities: number | null = null,
  ): Promise<SubgraphAnswer | null> {
    const { headersFor, report, onFetched } = this.request;
    const client = this.clients.get(step.subgraph);
    const started = performance.now();
    try {
      if (!client) throw new SubgraphFailure(step.subgraph, 'unreachable');
      if (this.aborted) throw new SubgraphFailure(step.subgraph, 'aborted');
      const headers = headersFor(step.subgraph);
      const bounds = this.boundsOf(step, entities);
      const answer = await client.request(body, headers, !step.mutation, this.inflight, bounds);
      if (answer.data) removeUnasked(answer.data, step.mask);
      this.tellErrors(step, answer);
      report?.ended(step, started, true);
      return answer;
    } catch (error) {
      report?.ended(step, started, false);
      const beyond = error instanceof OutOfBounds;
      this.failed(
        step,
        beyond ? new SubgraphFailure(step.subgraph, 'out-of-bounds', { cause: error }) : error,
      );
      return null;
    } finally {
      onFetched?.(step.subgraph, performance.now() - started);
    }
  }

  private boundsOf({ mask, variables }: FetchStep, entities: number | null): AnswerBounds {
    const given = this.request.variables;
    return {
      mask,
      entities,
      variable: (sent) => {
        const name = variables.find(({ sentName }) => sentName === sent)?.name ?? sent;
        return Object.hasOwn(given, name) ? given[name] : undefined;
      },
    };
  }

  /** What the caller wrote wrong is no fault of the partner's; a limit of its that is too low may be. */
  private tellErrors(step: FetchStep, { errors, status }: SubgraphAnswer): void {
    if (isTooMuch({ status })) {
      this.failed(step, new SubgraphFailure(step.subgraph, 'status', { status }));
      return;
    }
    if (errors.length === 0 || errors.every(({ badInput }) => badInput)) return;
    const reference = errors.find((error) => error.reference !== null)?.reference ?? null;
    this.failed(step, new AnswerWithErrors(status, reference));
  }

  /** Tells of a fetch without a usable answer. */
  failed({ subgraph }: FetchStep, error: unknown): void {
    if (error instanceof SubgraphFailure && error.reason === 'busy')
      this.faults.busy?.add(subgraph);
    else this.faults.busy = null;
    this.request.onFailure(subgraph, error);
  }
}
