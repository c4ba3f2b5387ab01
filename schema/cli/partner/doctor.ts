import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { readSupergraphConfig } from '../../compose/supergraph-config.js';
import { examineLine } from '../../partner/doctor/examine-line.js';
import { probeHeaders } from '../../partner/doctor/probe-headers.js';
import { doctorLines, worst, type Examined } from '../../partner/doctor/report.js';
import type { TrialKey } from '../../partner/trial-key.js';
import { EnvironmentReader, type Environment } from '../../process/environment.js';
import { noDeployment, parseDeployment, type Deployment } from '../../process/deployment.js';
import type { TlsPaths } from '../../process/tls-files.js';
import { CommandFailure } from '../command-line.js';
import { readText, securityOf, trialKey, writeReport, type SecurityOptions } from './files.js';

export interface DoctorOptions extends SecurityOptions {
  readonly operator?: string;
  readonly url?: string;
  readonly schema?: string;
  readonly config: string;
  /** Deployment file; not given: as `SUBGRAPHS` says. */
  readonly subgraphs?: string;
  readonly key: string;
  readonly jwks?: string;
  readonly langue: 'fr' | 'en';
  readonly json?: string;
}

interface Operator {
  readonly name: string;
  readonly url: string;
  /** Path of its published schema. */
  readonly schema: string | null;
  /** Files of its line's certificates. */
  readonly security: TlsPaths;
}

/** @throws CommandFailure when nothing can be examined. */
export async function doctor(
  options: DoctorOptions,
  env: Environment,
): Promise<{ readonly lines: readonly string[]; readonly isWell: boolean }> {
  const key = trialKey(options.key);
  const operators = operatorsOf(options, env);
  const examined = await Promise.all(operators.map((operator) => examine(operator, key, options)));
  const { langue, json } = options;
  if (json !== undefined) writeReport(json, `${JSON.stringify(examined, null, 2)}\n`);
  const isWell = examined.every(({ signs }) => worst(signs) !== 'red');
  return { lines: doctorLines(examined, langue), isWell };
}

async function examine(
  { name, url, schema, security }: Operator,
  key: TrialKey,
  options: DoctorOptions,
): Promise<Examined> {
  const signs = await examineLine({
    url,
    security: { ...securityOf(filesOf(security)), ...securityOf(options) },
    headers: probeHeaders(key, name),
    published: schema === null ? null : parse(readFileSync(schema, 'utf8')),
    keySet: options.jwks === undefined ? null : { url: options.jwks, kid: key.kid },
  });
  return { operator: name, signs };
}

function operatorsOf(
  { operator, url, schema, config, subgraphs }: DoctorOptions,
  env: Environment,
): readonly Operator[] {
  if (url !== undefined) {
    if (operator === undefined) throw new CommandFailure(['--url: say whose it is (--operator).']);
    return [{ name: operator, url, schema: schema ?? null, security: {} }];
  }
  const environment = new EnvironmentReader(env);
  const given = environment.subgraphUrls();
  const deployment = deployed(subgraphs ?? environment.read('SUBGRAPHS'));
  environment.requireFaultless();
  const known = configured(config).flatMap(({ name, routingUrl, schema: source }) => {
    const published = schema ?? ('file' in source ? source.file : null);
    const several = deployment.operators.get(name);
    const places = several
      ? [...several].map(([id, at]) => [`${name}/${id}`, at] as const)
      : [
          [
            name,
            given.get(environmentPart(name)) ?? deployment.urls.get(name) ?? routingUrl,
          ] as const,
        ];
    return places.map(([place, at]): Operator => {
      const security = deployment.security.get(place) ?? {};
      return { name: place, url: at, schema: published, security };
    });
  });
  const found = known.filter(
    ({ name }) => operator === undefined || name === operator || name.startsWith(`${operator}/`),
  );
  if (found.length > 0) return found;
  const names = known.map(({ name }) => name).join(', ');
  throw new CommandFailure([`--operator: ${config} names ${names}, and not "${operator}".`]);
}

function environmentPart(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** As the gateway is told. */
function deployed(file: string | null): Deployment {
  if (file === null) return noDeployment;
  const read = parseDeployment(readText('--subgraphs', file));
  if ('deployment' in read) return read.deployment;
  throw new CommandFailure(read.faults.map((fault) => `${file}:${fault}`));
}

function filesOf({ ca, cert, key }: TlsPaths): SecurityOptions {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { certKey: key }),
  };
}

function configured(file: string) {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new CommandFailure([`--config: ${file} cannot be read (${code}).`]);
  }
  const read = readSupergraphConfig(text, file);
  if ('subgraphs' in read) return read.subgraphs;
  throw new CommandFailure(read.faults.map(({ message }) => message));
}
