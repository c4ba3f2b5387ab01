import type { AnswerBounds } from './answer-bounds.js';
import { OutOfBounds } from './answer-limits.js';
import { BusyFault, type Pending } from './connection-pool.js';
import type { Exchange } from './connection.js';
import { OversizeFault, ProtocolFault } from './response-parser.js';
import { SubgraphFailure } from './subgraph-answer.js';

/** Requests under way for one operation, to be ended together when its caller goes away. */
export type Inflight = Set<{ abort: () => void }>;

/** One sending of a request, as its connection, the clock and its caller see it. */
export class Attempt implements Exchange {
  pending: Pending | null = null;
  private resolve!: (answer: RawAnswer) => void;
  private reject!: (failure: SubgraphFailure) => void;
  readonly answer = new Promise<RawAnswer>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    private readonly subgraph: string,
    readonly head: string,
    readonly body: string | Buffer,
    readonly bounds: AnswerBounds | null,
    readonly expires: number,
    private readonly attempts: Set<Attempt>,
    private readonly inflight: Inflight,
  ) {
    attempts.add(this);
    inflight.add(this);
  }

  onAnswer(status: number, text: string): void {
    this.settle();
    if (status >= 500 || status < 200 || (status >= 300 && status < 400)) {
      this.reject(new SubgraphFailure(this.subgraph, 'status', { status }));
    } else {
      this.resolve({ status, text });
    }
  }

  onFailure(error: Error): void {
    this.settle();
    this.reject(failureOf(this.subgraph, error));
  }

  abort(): void {
    this.pending?.abort(new SubgraphFailure(this.subgraph, 'aborted'));
  }

  expire(): void {
    this.pending?.abort(new SubgraphFailure(this.subgraph, 'timeout'));
  }

  private settle(): void {
    this.attempts.delete(this);
    this.inflight.delete(this);
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

function failureOf(subgraph: string, error: Error): SubgraphFailure {
  if (error instanceof SubgraphFailure) return error;
  const reason =
    error instanceof OversizeFault
      ? 'too-large'
      : error instanceof OutOfBounds
        ? 'out-of-bounds'
        : error instanceof ProtocolFault
          ? 'garbage'
          : error instanceof BusyFault
            ? 'busy'
            : 'unreachable';
  return new SubgraphFailure(subgraph, reason, { cause: error });
}
