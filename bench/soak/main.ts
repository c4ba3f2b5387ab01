/**
 * A gateway and its subgraphs on demonstration data, asked by three at once: a hostile caller, an
 * honest one, and with a hostile partner behind it. Measures the honest one alone, beside the same load
 * on a decoy, and under attack.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { Demonstration } from './demonstration.js';
import { GatewayMemory } from './gateway-memory.js';
import { HonestCaller, type Latencies } from './honest-caller.js';
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
  const justice = `http://127.0.0.1:${port + 3}`;
  const [partnerPort, otherPort, decoyPort] = [port + 20, port + 21, port + 22];
  const partner = program('hostile-partner.js', [String(partnerPort), justice]);
  /** As hostile, and asked by nobody but the decoy. */
  const otherPartner = program('hostile-partner.js', [String(otherPort), justice]);
  const decoy = program('decoy.js', [String(decoyPort), `http://127.0.0.1:${otherPort}/graphql`]);
  const attacker = program('hostile-caller.js', []);
  const own = { partner, otherPartner, decoy, attacker };
  const ended: string[] = [];
  await Promise.all([partner, otherPartner, decoy].map((child) => once(child, 'message')));
  const demonstration = await Demonstration.start(port, partnerPort);
  const caller = new HonestCaller(demonstration.gatewayUrl, demonstration.finalites, () =>
    demonstration.token(honest),
  );
  for (const [name, child] of Object.entries(own)) {
    child.once('exit', () => ended.push(`the ${name} of the soak itself`));
  }
  let outcomes: Soak['outcomes'] = {};
  attacker.on('message', (counted) => {
    outcomes = counted as Soak['outcomes'];
  });
  const attack = async (url: string): Promise<void> => {
    const token = await demonstration.token(hostile);
    attacker.send({ url, token, finalites: demonstration.finalites });
  };
  const lasting = (share: number): Promise<Latencies> => caller.run(minutes * share * 60_000);
  try {
    await caller.run(warmUp);
    const quiet = await lasting(quietShare);
    for (const child of [otherPartner, decoy]) child.send('begin');
    await attack(`http://127.0.0.1:${decoyPort}`);
    const beside = await lasting(quietShare);
    for (const child of [otherPartner, decoy]) {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    }
    const turnsBefore = demonstration.turns().length;
    partner.send('misbehave');
    await attack(demonstration.gatewayUrl);
    const renewal = setInterval(() => void attack(demonstration.gatewayUrl), renewEvery);
    const memory = new GatewayMemory(demonstration.gatewayUrl);
    const attacked = await lasting(1 - 2 * quietShare);
    memory.stop();
    clearInterval(renewal);
    const turns = demonstration.turns().slice(turnsBefore);
    const crashes = [...demonstration.crashes, ...ended];
    const { samples } = memory;
    return { minutes, quiet, beside, attacked, turns, samples, crashes, outcomes };
  } finally {
    caller.close();
    for (const child of Object.values(own)) child.kill('SIGKILL');
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
