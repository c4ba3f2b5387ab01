/**
 * A gateway and its subgraphs on demonstration data, asked by three at once: a hostile caller, an
 * honest one, and with a hostile partner behind it. Measures the honest one before and under attack.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { Demonstration } from './demonstration.js';
import { GatewayMemory } from './gateway-memory.js';
import { HonestCaller } from './honest-caller.js';
import { quietShare, reportOf, type Soak } from './report.js';

const honest = 'ekidom';
const hostile = 'police-nationale-86';
/** Plans, caches and the code itself are warm before anything is measured. */
const warmUp = 20_000;
const renewEvery = 600_000;

interface Options {
  readonly minutes: number;
  readonly port: number;
  readonly write?: string;
}

function program(name: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, name), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function soak({ minutes, port }: Options): Promise<Soak> {
  const partnerPort = port + 20;
  const partner = program('hostile-partner.js', [
    String(partnerPort),
    `http://127.0.0.1:${port + 3}`,
  ]);
  const ended: string[] = [];
  await once(partner, 'message');
  const demonstration = await Demonstration.start(port, partnerPort);
  const attacker = program('hostile-caller.js', [demonstration.gatewayUrl]);
  const caller = new HonestCaller(demonstration.gatewayUrl, demonstration.finalites, () =>
    demonstration.token(honest),
  );
  for (const [name, child] of Object.entries({ partner, attacker })) {
    child.once('exit', () => ended.push(`the hostile ${name} of the soak itself`));
  }
  let outcomes: Soak['outcomes'] = {};
  attacker.on('message', (counted) => {
    outcomes = counted as Soak['outcomes'];
  });
  const attack = async (): Promise<void> => {
    const token = await demonstration.token(hostile);
    attacker.send({ token, finalites: demonstration.finalites });
  };
  try {
    await caller.run(warmUp);
    const quiet = await caller.run(minutes * quietShare * 60_000);
    partner.send('misbehave');
    await attack();
    const renewal = setInterval(() => void attack(), renewEvery);
    const memory = new GatewayMemory(demonstration.gatewayUrl);
    const attacked = await caller.run(minutes * (1 - quietShare) * 60_000);
    memory.stop();
    clearInterval(renewal);
    const crashes = [...demonstration.crashes, ...ended];
    return { minutes, quiet, attacked, samples: memory.samples, crashes, outcomes };
  } finally {
    caller.close();
    for (const child of [attacker, partner]) child.kill('SIGKILL');
    await demonstration.stop();
  }
}

async function measure(options: Options): Promise<void> {
  const { text, broken } = reportOf(await soak(options));
  process.stdout.write(`${text}\n`);
  if (options.write !== undefined) {
    writeFileSync(
      options.write,
      `# The soak\n\n\`npm run bench:soak -- --minutes ${options.minutes}\`\n\n${text}\n`,
    );
  }
  if (broken.length > 0) throw new CommandFailure(broken.map((line) => `Does not hold: ${line}`));
}

function positive(given: string): number {
  const value = Number(given);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0');
  return value;
}

const command = new Command('bench:soak')
  .description('Measures an honest caller beside a hostile caller and a hostile partner.')
  .option('--minutes <number>', 'how long', positive, 30)
  .option('--port <number>', 'the first of the ports it takes', positive, 26_000)
  .option('--write <file>', 'writes the tables into this page, such as docs/soak.md')
  .action(measure);
await runProgram(command, process.argv.slice(2));
