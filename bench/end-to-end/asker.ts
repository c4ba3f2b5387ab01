import { Agent, request } from 'node:http';

/** One request: for whom, what, and how long its answer took. */
export interface Asked {
  readonly milliseconds: number;
  readonly status: number;
  readonly text: string;
}

export interface Load {
  /** Milliseconds, in no order. */
  readonly latencies: readonly number[];
  readonly failed: number;
  readonly seconds: number;
}

/** @param token null: nobody asks. */
export function ask(
  url: string,
  agent: Agent,
  query: string,
  token: string | null,
): Promise<Asked> {
  const body = JSON.stringify({ query });
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          // All that the convention knows: each question then says as much as it can.
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          resolve({
            milliseconds: performance.now() - began,
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
          });
        });
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Connections that ask one thing after the other.
 * @param next what the next request asks, and the token that nobody showed before.
 */
export async function loadFor(
  url: string,
  connections: number,
  seconds: number,
  next: () => { readonly query: string; readonly token: string | null },
): Promise<Load> {
  const latencies: number[] = [];
  let failed = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (performance.now() < end) {
        const { query, token } = next();
        const { milliseconds, status, text } = await ask(url, agent, query, token);
        latencies.push(milliseconds);
        if (status !== 200 || !text.includes('"data":{')) failed += 1;
      }
      agent.destroy();
    }),
  );
  return { latencies, failed, seconds: (performance.now() - began) / 1_000 };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
