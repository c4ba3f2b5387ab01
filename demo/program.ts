import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { writeConfiguration } from './configuration.js';
import { seedOnce } from './data/seed.js';
import { allReady, Processes, type Ended, type Program } from './processes.js';
import { partners, type Parts } from './databases.js';
import { partPlaces, programs } from './programs.js';
import { conventionFile, readSettings, type DemoSettings } from './settings.js';
import { takenPorts } from './taken-ports.js';
import { unaskedPorts } from './unasked-ports.js';
import { welcome } from './welcome.js';

const startTimeoutMs = 60_000;

async function run(settings: DemoSettings): Promise<void> {
  const { signataires, parts } = await readConvention(settings);
  const ports = [
    ...Object.values<number>({ ...settings.ports }),
    ...partners.flatMap((name) => partPlaces(settings.ports, name, parts).map(({ port }) => port)),
  ];
  const unasked = unaskedPorts(ports);
  if (unasked.length > 0) {
    throw new CommandFailure([
      `Port que ni navigateur ni programme n’appelle (« bad ports » de la norme Fetch) : ${unasked.join(', ')}. ` +
        'Choisissez une autre série : DEMO_PORT_BASE=5000 npm start.',
    ]);
  }
  const taken = await takenPorts(ports);
  if (taken.length > 0) {
    throw new CommandFailure([
      `Port déjà pris : ${taken.join(', ')}. Arrêtez ce qui y écoute (peut-être une autre npm start), ` +
        'ou choisissez une autre série : DEMO_PORT_BASE=5000 npm start.',
    ]);
  }
  const began = Date.now();
  await writeConfiguration(settings, parts);
  const startUp = new AbortController();
  const processes: Processes = new Processes((ended) => {
    startUp.abort();
    void end(1, explainEnd(ended));
  });
  let ending = false;
  const end = async (status: number, message: string): Promise<void> => {
    if (ending) return;
    ending = true;
    startUp.abort();
    if (status === 0) console.log(message);
    else console.error(message);
    await processes.stop();
    process.exit(status);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void end(0, '\nArrêt de la démonstration.'));
  }
  try {
    const all = programs(settings, parts);
    const needing = (needs?: Program['needs']) => all.filter((program) => program.needs === needs);
    for (const program of needing()) processes.start(program);
    const today = new Date().toISOString().slice(0, 10);
    if (await seedOnce(settings.folder, signataires, settings.scale, today, parts)) {
      console.log(`Données de démonstration écrites dans ${settings.folder}.`);
    }
    if (startUp.signal.aborted) return;
    for (const program of needing('rows')) processes.start(program);
    await allReady([...needing(), ...needing('rows')], startTimeoutMs, startUp.signal);
    for (const program of needing('served')) processes.start(program);
    await allReady(needing('served'), startTimeoutMs, startUp.signal);
    console.log(welcome(settings, parts, (Date.now() - began) / 1000));
  } catch (error) {
    if (!startUp.signal.aborted) await end(1, (error as Error).message);
  }
}

/** Who signed, and who operate a part of a subgraph, where the demonstration has them do it. */
async function readConvention({ partitioned }: DemoSettings): Promise<{
  readonly signataires: readonly string[];
  readonly parts: Parts;
}> {
  const loaded = await loadConvention(conventionFile);
  if (!('convention' in loaded)) {
    throw new CommandFailure(printFaults(conventionFile, loaded.faults));
  }
  const { signataires, partitions } = loaded.convention;
  return {
    signataires: [...signataires.keys()],
    parts: new Map(
      partitioned
        ? [...partitions].map(([name, { operateurs }]) => [name, [...operateurs.keys()]] as const)
        : [],
    ),
  };
}

function explainEnd({ name, how, lastLines }: Ended): string {
  const said = lastLines.map((line) => `  ${line}`).join('\n');
  return `Le processus « ${name} » s’est arrêté (${how}) ; tout est arrêté. Ses dernières lignes :\n${said}`;
}

const program = new Command('start')
  .description(
    'Démarre la démonstration sur cette machine : fournisseur d’identité, quatre sous-graphes, passerelle, services abonnés.',
  )
  .addHelpText(
    'after',
    `
Environnement :
  DEMO_PORT_BASE   premier port (4000) ; les autres suivent
  DEMO_FOLDER      bases, clés et secrets (var/demo)
  DEMO_PARTITIONS  1 : une base pour tous les bailleurs, une pour les villes et EPCI (9 : une
                   base, une adresse et des jetons pour chacun)
  DEMO_SCALE       multiplie les données inventées (1)`,
  )
  .action(async () => {
    await run(readSettings(process.env));
  });
// Whoever read what is printed may leave: the demonstration goes on.
await runProgram(program, process.argv.slice(2), 'goes on');
