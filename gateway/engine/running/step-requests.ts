import { requestIdHeader } from '../../../schema/contract/fetch-ticket.js';
import { traceparentHeader } from '../../../schema/contract/traceparent.js';
import type { AnswerBounds } from '../fetching/answer-bounds.js';
import { OutOfBounds } from '../fetching/answer-limits.js';
import type { AnswerMask } from '../fetching/answer-mask.js';
import { removeUnasked } from '../fetching/asked-only.js';
import {
  AnswerWithErrors,
  isTooMuch,
  NotServedYet,
  SubgraphFailure,
  type SubgraphAnswer,
} from '../fetching/subgraph-answer.js';
import type { Inflight } from '../fetching/attempt.js';
import type { SubgraphClient } from '../fetching/subgraph-client.js';
import type { MergedFetch } from '../merging/merged-fetch.js';
import type { PartitionedClient } from '../merging/partitioned-client.js';
import { parseExact } from '../json/exact-numbers.js';
import type { FetchStep } from './compile-plan.js';
import type { FaultMarks } from './fault-marks.js';
import type { FetchRequest } from './fetch-request.js';
import type { JointFetch } from './joint-fetches.js';

/** Sends the requests of one operation, and ends them when its caller goes away. */
export class StepRequests {
  private readonly inflight: Inflight = new Set();
  private aborted = false;
  /** Lines of the head that all requests have beside their headers. */
  private readonly lines: string;

  constructor(
    private readonly request: FetchRequest,
    private readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly partitioned: ReadonlyMap<string, PartitionedClient>,
    private readonly faults: FaultMarks,
  ) {
    const { requestId, traceparent = null } = request;
    const trace = traceparent === null ? '' : `${traceparentHeader}: ${traceparent}\r\n`;
    this.lines = `${requestIdHeader}: ${requestId}\r\n${trace}`;
  }

  abort(): void {
    this.aborted = true;
    for (const request of this.inflight) request.abort();
  }

  /** The caller's variables that a step sends, as JSON without braces. */
  variablesText(
    { variables }: Pick<FetchStep, 'variables'>,
    only: ReadonlySet<string> | null = null,
  ): string {
    const given = this.request.variables;
    let text = '';
    for (const { sentName, start, name, constant, fallback } of variables) {
      if (only && !only.has(sentName)) continue;
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
    const { report } = this.request;
    const started = performance.now();
    try {
      const answer = await this.post(step, step, body, entities);
      this.tellErrors(step, answer);
      report?.ended(step, started, true);
      return answer;
    } catch (error) {
      report?.ended(step, started, false);
      this.failed(step, error);
      return null;
    }
  }

  /**
   * As `send`, what several steps ask.
   * @param entities how many are asked for under each alias.
   * @returns 'apart': it may be the doing of one of them, and nobody was told of it.
   */
  async sendJoint(
    steps: readonly FetchStep[],
    joint: JointFetch,
    body: string | Buffer,
    entities: readonly number[],
  ): Promise<SubgraphAnswer | 'apart' | null> {
    const { report } = this.request;
    const [step] = steps as readonly [FetchStep];
    const started = performance.now();
    const ended = (answered: boolean): void => {
      if (report) for (const asking of steps) report.ended(asking, started, answered);
    };
    try {
      const answer = await this.post(step, joint, body, entities);
      if (!answer.data) return 'apart';
      this.tellErrors(step, answer);
      ended(true);
      return answer;
    } catch (error) {
      if (isOfOneAnswer(error)) return 'apart';
      ended(false);
      this.failed(step, error);
      return null;
    }
  }

  /** @throws SubgraphFailure */
  private async post(
    { subgraph, mutation }: FetchStep,
    { mask, variables, announced }: Pick<FetchStep, 'mask' | 'variables' | 'announced'>,
    body: string | Buffer,
    entities: AnswerBounds['entities'],
  ): Promise<SubgraphAnswer> {
    const { headersFor, onFetched, kept } = this.request;
    const isKept = kept?.asked(subgraph) ?? false;
    const client = this.clients.get(subgraph);
    const started = performance.now();
    try {
      if (!client) throw new SubgraphFailure(subgraph, 'unreachable');
      if (this.aborted) throw new SubgraphFailure(subgraph, 'aborted');
      const bounds = this.boundsOf(mask, variables, entities);
      const answer = await client.request(
        body,
        headersFor(subgraph, announced),
        !mutation,
        this.inflight,
        bounds,
        this.lines,
      );
      if (isKept) {
        kept?.keep({ client, subgraph, announced, body, bounds, lines: this.lines }, answer);
      }
      if (answer.data) removeUnasked(answer.data, bounds);
      return answer;
    } catch (error) {
      if (!(error instanceof OutOfBounds)) throw error;
      throw new SubgraphFailure(subgraph, 'out-of-bounds', { cause: error });
    } finally {
      onFetched?.(subgraph, performance.now() - started);
    }
  }

  /**
   * As `send`, to those operators of a subgraph that can have something for the caller.
   * @param representations null: a root fetch. @param values variables from above the entities, as JSON.
   */
  async ask(
    step: FetchStep,
    merged: MergedFetch,
    representations: readonly string[] | null,
    values = '',
  ): Promise<SubgraphAnswer | null> {
    const { operatorsOf, report, onFetched, onFailure } = this.request;
    const client = this.partitioned.get(step.subgraph);
    const started = performance.now();
    try {
      if (!client || !operatorsOf) throw new SubgraphFailure(step.subgraph, 'unreachable');
      if (this.aborted) throw new SubgraphFailure(step.subgraph, 'aborted');
      const answer = await client.ask({
        fetch: merged,
        ...operatorsOf(step.subgraph),
        variables: (names) => {
          const text = this.variablesText(step, names);
          return text === '' || values === '' ? `${text}${values}` : `${text},${values}`;
        },
        valueOf: (sent) => this.valueOf(step, sent),
        representations,
        inflight: this.inflight,
        lines: this.lines,
        onUnserved: (operator, coordinates) => {
          this.faults.addUnserved(client.nameOf(operator), coordinates);
          onFailure(`${step.subgraph}/${operator}`, new NotServedYet());
        },
        onFailure: (operator, failure) => {
          onFailure(`${step.subgraph}/${operator}`, failure);
        },
      });
      for (const operator of answer.absent)
        this.faults.addMissing(operator, client.nameOf(operator));
      if (answer.absent.size > 0) this.faults.busy = null;
      if (answer.data) {
        const entities = representations?.length ?? null;
        const variable = (sent: string): unknown => this.valueOf(step, sent);
        removeUnasked(answer.data, { mask: step.mask, entities, variable });
      }
      this.tellErrors(step, answer);
      report?.ended(step, started, answer.absent.size === 0);
      return answer;
    } catch (error) {
      report?.ended(step, started, false);
      this.failed(step, error);
      return null;
    } finally {
      onFetched?.(step.subgraph, performance.now() - started);
    }
  }

  /** What a variable of the step's request holds. */
  private valueOf({ variables }: FetchStep, sent: string): unknown {
    const variable = variables.find(({ sentName }) => sentName === sent);
    if (!variable) return undefined;
    const { name, constant, fallback } = variable;
    if (constant !== null) return parseExact(constant);
    const given = this.request.variables;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return value === undefined && fallback !== null ? parseExact(fallback) : value;
  }

  private boundsOf(
    mask: AnswerMask,
    variables: FetchStep['variables'],
    entities: AnswerBounds['entities'],
  ): AnswerBounds {
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
    if (errors.length === 0 || errors.every(({ badInput }) => badInput !== null)) return;
    const reference = errors.find((error) => error.reference !== null)?.reference ?? null;
    this.failed(step, new AnswerWithErrors(status, reference));
  }

  /** Tells of an answer that leaves out what it was asked for, and says of no error why. */
  tellUnanswered(step: FetchStep, { errors, status }: SubgraphAnswer): void {
    if (errors.length > 0) return;
    this.failed(step, new SubgraphFailure(step.subgraph, 'garbage', { status }));
  }

  /** Tells of a fetch without a usable answer. */
  failed({ subgraph }: FetchStep, error: unknown): void {
    if (error instanceof SubgraphFailure && error.reason === 'busy')
      this.faults.busy?.add(subgraph);
    else this.faults.busy = null;
    this.request.onFailure(subgraph, error);
  }
}

/** Whether another question to the same subgraph may well be answered: nothing is out of order there. */
function isOfOneAnswer(error: unknown): boolean {
  return (
    error instanceof SubgraphFailure &&
    !error.outOfOrder &&
    !['aborted', 'busy', 'circuit-open'].includes(error.reason)
  );
}
