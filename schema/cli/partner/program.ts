import { Command, Option } from 'commander';
import { runProgram } from '../command-line.js';
import type { CheckOptions, KeyOptions } from './commands.js';
import type { DoctorOptions } from './doctor.js';

const commands = () => import('./commands.js');

const program = new Command('partner')
  .description(
    'Tries a partner’s subgraph and the line to it. Essaie le sous-graphe d’un partenaire et sa liaison.',
  )
  .addHelpText(
    'after',
    '\nExit codes: 0 every requirement that was tried is met, 1 one is not (or faults on stderr), 2 wrong usage.',
  );

program
  .command('key')
  .description(
    'make a throw-away key pair for a trial: the private key, and the set that the subgraph under trial trusts (GATEWAY_JWKS)',
  )
  .requiredOption('--key <file>', 'where the private key is written, as JWK, 0600')
  .requiredOption('--jwks <file>', 'where the key set is written')
  .action(async (options: KeyOptions) => {
    const { makeKey } = await commands();
    process.stdout.write(makeKey(options));
  });

program
  .command('check')
  .description('try every requirement of docs/partner-contract.md against a running subgraph')
  .requiredOption('--url <url>', 'its GraphQL endpoint')
  .requiredOption('--schema <file>', 'its published schema')
  .requiredOption('--key <file>', 'private key of the trial (npm run partner -- key)')
  .option('--rows <file>', 'rows that the partner declares for the trial, YAML or JSON')
  .option('--audience <name>', 'name of the subgraph (that of the rows, else of the schema’s file)')
  .addOption(new Option('--langue <langue>', 'of the report').choices(['fr', 'en']).default('fr'))
  .option('--json <file>', 'write the report there as JSON')
  .option('--junit <file>', 'write the report there as JUnit XML')
  .option('--ca <file>', 'PEM of the authorities to believe (those of this system)')
  .option('--cert <file>', 'PEM of the client certificate')
  .option('--cert-key <file>', 'PEM of its key')
  .action(async (options: CheckOptions) => {
    const { lines, isMet } = await (await commands()).check(options);
    process.stdout.write(`${lines.join('\n')}\n`);
    if (!isMet) process.exitCode = 1;
  });

program
  .command('doctor')
  .description(
    'examine the line to each subgraph: name, port, TLS, certificates, clock, keys, token, schema, latency',
  )
  .option(
    '--operator <name>',
    'only this one: a subgraph, or one of its operators as bailleurs/ekidom (every one)',
  )
  .option('--url <url>', 'its GraphQL endpoint, in place of the configured one')
  .option('--schema <file>', 'its published schema, in place of the configured one')
  .option(
    '--config <file>',
    'addresses and schemas; SUBGRAPH_URL_<NAME> goes before',
    'schema/supergraph.yaml',
  )
  .option(
    '--subgraphs <file>',
    'where subgraphs and their operators are, with their certificates (SUBGRAPHS)',
  )
  .requiredOption('--key <file>', 'private key that signs: the gateway’s, or that of a trial')
  .option('--jwks <url>', 'where this operator reads the gateway’s keys')
  .addOption(new Option('--langue <langue>', 'of the report').choices(['fr', 'en']).default('fr'))
  .option('--json <file>', 'write the report there as JSON')
  .option('--ca <file>', 'PEM of the authorities to believe (those of this system)')
  .option('--cert <file>', 'PEM of the client certificate')
  .option('--cert-key <file>', 'PEM of its key')
  .action(async (options: DoctorOptions) => {
    const { doctor } = await import('./doctor.js');
    const { lines, isWell } = await doctor(options, process.env);
    process.stdout.write(`${lines.join('\n')}\n`);
    if (!isWell) process.exitCode = 1;
  });

await runProgram(program, process.argv.slice(2));
