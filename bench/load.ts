import { spawn, type ChildProcess } from 'node:child_process';
import { loadCore } from './pinned-process.js';

export interface Sample {
  readonly requestsPerSecond: number;
  /** Refused, broken off, or other than expected where answers are compared. */
  readonly failed: number;
  /** Of a thousand requests, how long all but one took at most, in milliseconds. */
  readonly slowest: number;
}

export async function ask(
  port: number,
  query: string,
  token?: string,
): Promise<{ text: string; status: number }> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(20_000),
  });
  return { text: await response.text(), status: response.status };
}

export async function untilReady(port: number, child: ChildProcess): Promise<void> {
  let complaint = '';
  child.stderr?.on(
    'data',
    (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)),
  );
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`ended at start: ${complaint}`);
    try {
      const { status } = await ask(port, '{ __typename }');
      if (status < 500) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not ready within 30 s: ${complaint}`);
}

interface Asked {
  /** A file with a token on each line, shown in turn; undefined: none is shown. */
  readonly tokens?: string | undefined;
  /** Declared in turn beside the tokens. */
  readonly purposes?: readonly string[];
  /** A file with the one right answer, with which each is compared: the load takes more of its core. */
  readonly expected?: string | undefined;
}

export const wrkScript = (query: string, { tokens, purposes = [''], expected }: Asked): string => `
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = ${JSON.stringify(JSON.stringify({ query }))}
${tokens === undefined ? '' : tokensInTurn(tokens, purposes)}
${expected === undefined ? '' : comparison(expected)}
local threads = {}
setup = function(thread) threads[#threads + 1] = thread end
done = function(summary, latency)
  local others = 0
  for _, thread in ipairs(threads) do others = others + (thread:get("other") or 0) end
  io.write(string.format("other answers %d\\n", others))
  io.write(string.format("p99.9 %.2f\\n", latency:percentile(99.9) / 1000))
end
`;

// Counted for each thread of the load, which has its own state.
const comparison = (file: string): string => `
local right = io.open(${JSON.stringify(file)}):read("*a")
other = 0
response = function(status, headers, body)
  if status ~= 200 or body ~= right then other = other + 1 end
end
`;

const tokensInTurn = (file: string, purposes: readonly string[]): string => `
local purposes = {${purposes.map((purpose) => JSON.stringify(purpose)).join(', ')}}
local tokens = {}
for line in io.lines(${JSON.stringify(file)}) do tokens[#tokens + 1] = "Bearer " .. line end
wrk.headers["Authorization"] = tokens[1]
local shown, asked = 0, 0
if #tokens > 1 or #purposes > 1 then
  request = function()
    shown = shown % #tokens + 1
    asked = asked + 1
    wrk.headers["Authorization"] = tokens[shown]
    local purpose = purposes[asked % #purposes + 1]
    wrk.headers["X-Finalite"] = purpose ~= "" and purpose or nil
    return wrk.format()
  end
end
`;

/** wrk is used rather than a Node load generator: on two cores the generator must cost next to nothing. */
export function load(
  port: number,
  script: string,
  connections: number,
  seconds: number,
): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const child = spawn('taskset', [
      '-c',
      loadCore,
      'wrk',
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '20s',
      '-s',
      script,
      `http://127.0.0.1:${port}/graphql`,
    ]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => {
      const rate = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
      const nonSuccess = /Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? '0';
      const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(
        output,
      );
      const broken = socket ? socket.slice(1).reduce((sum, count) => sum + Number(count), 0) : 0;
      resolve({
        requestsPerSecond: Number(rate ?? 0),
        failed:
          Number(nonSuccess) + broken + Number(/^other answers (\d+)$/m.exec(output)?.[1] ?? 0),
        slowest: Number(/^p99\.9 ([\d.]+)$/m.exec(output)?.[1] ?? NaN),
      });
    });
  });
}
