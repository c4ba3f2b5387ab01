import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { root } from './pinned-process.js';
import { grantedScopes } from './workload.js';

const compiled = import.meta.dirname;
export const benchFolder = join(root, 'bench');

export interface Contender {
  readonly name: string;
  /** Sends a signatory's token and the query with refused fields. */
  readonly enforced: boolean;
  start(port: number): { command: string; args: string[]; env?: Record<string, string> };
}

/** As many as the real convention has; each asks in turn. */
const signatories = Array.from({ length: 13 }, (_, index) => `mesure-${index + 1}`);

/** What is declared in turn: nothing, one of the purposes that open something, or both. */
export const purposesInTurn = ['', 'mesure-une', 'mesure-deux', 'mesure-une, mesure-deux'];

/** @param count of tokens, no two the same. @returns the path of the convention, and of the tokens. */
export async function signatoryFiles(
  folder: string,
  count: number,
): Promise<{ convention: string; tokens: string }> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' };
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [jwk] }));
  const convention = join(folder, 'convention.yaml');
  const scopes = grantedScopes.map((scope) => `"${scope}"`);
  writeFileSync(
    convention,
    `convention: { titre: Mesure, reference: mesure, effet: 2023-07-01, echeance: null }
emetteurs: [{ issuer: "https://idp.mesure.test", audience: passerelle, jwks: ./jwks.json, jetons: { dureeMaximale: 21600 } }]
finalites: { mesure-une: Mesure, mesure-deux: Mesure }
fondements: [{ id: mesure, reference: Mesure, depuis: 2023-07-01 }]
donnees:
${[...grantedScopes, 'annuaire:contact', 'residence:consignes', 'incident:auteur']
  .map((scope) => `  "${scope}": { proprietaire: mesure, classe: P1, libelle: Mesure }`)
  .join('\n')}
  "mesure:une": { proprietaire: mesure, classe: P2, libelle: Mesure }
  "mesure:deux": { proprietaire: mesure, classe: P2, libelle: Mesure }
signataires:
${signatories.map(signatory).join('\n')}
acces:
  - { donnees: [${scopes.join(', ')}], a: [${signatories.join(', ')}], fondement: mesure }
  - { donnees: ["mesure:une"], a: [${signatories.join(', ')}], finalites: [mesure-une], fondement: mesure }
  - { donnees: ["mesure:deux"], a: [${signatories.join(', ')}], finalites: [mesure-deux], fondement: mesure }
`,
  );
  const tokens = join(folder, 'tokens');
  const sign = (_: unknown, index: number): Promise<string> => {
    const signataire = signatories[index % signatories.length] ?? '';
    return new SignJWT({ signataire, scope: grantedScopes.join(' '), jti: String(index) })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'bench', typ: 'at+jwt' })
      .setIssuer('https://idp.mesure.test')
      .setAudience('passerelle')
      .setSubject(signataire)
      .setIssuedAt()
      .setExpirationTime('6h')
      .sign(privateKey);
  };
  writeFileSync(tokens, (await Promise.all(Array.from({ length: count }, sign))).join('\n'));
  return { convention, tokens };
}

function signatory(id: string): string {
  return `  - id: ${id}
    nom: Mesure
    nature: bailleur
    representant: Direction
    territoire: { patrimoine: ${id} }
    emetteur: https://idp.mesure.test
    approbation: { instance: conseil, reference: mesure, date: 2023-06-20 }
    signature: 2023-07-03
    retrait: null`;
}

export function contenders(
  files: { open: string; ruled: string; convention: string },
  stubPort: number,
  profile: string | undefined,
): Contender[] {
  const profiled = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const node = process.execPath;
  const hiveBinary = join(benchFolder, 'node_modules', '.bin', 'hive-gateway');
  const hive = (name: string, planner: string, dedup: boolean): Contender => ({
    name,
    enforced: false,
    start: (port) => ({
      command: node,
      args: [hiveBinary, 'supergraph', '--config-path', join(benchFolder, 'hive.config.js')],
      env: {
        HIVE_SUPERGRAPH: files.open,
        HIVE_PORT: String(port),
        HIVE_PLANNER: planner,
        HIVE_DEDUP: String(dedup),
      },
    }),
  });
  const passerelle = (
    name: string,
    enforced: boolean,
    env: Record<string, string> = {},
  ): Contender => ({
    name,
    enforced,
    start: (port) => ({
      command: node,
      args: [
        ...profiled,
        ...gatewayNodeOptions,
        '--import',
        pathToFileURL(join(compiled, 'as-in-production.js')).href,
        join(root, 'dist', 'gateway', 'main.js'),
      ],
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        SUPERGRAPH: enforced ? files.ruled : files.open,
        CONVENTION: files.convention,
        REQUIRE_AUTHENTICATION: String(enforced),
        ALLOW_UNCLASSIFIED: 'true',
        NODE_ENV: 'bench',
        LOG_LEVEL: 'warn',
        // One signatory asks for all of the load.
        BUDGET: '0',
        AUDIT_URL: `file:${join(files.convention, '..', `journal-${port}.jsonl`)}`,
        ...env,
      },
    }),
  });
  return [
    {
      name: 'stock Apollo gateway (Fastify)',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(compiled, 'stock.js'), String(port), files.open],
      }),
    },
    hive('Hive, JavaScript planner', 'javascript', false),
    hive('Hive, JavaScript planner, dedup', 'javascript', true),
    hive('Hive, Rust planner', 'rust', false),
    hive('Hive, Rust planner, dedup', 'rust', true),
    {
      name: 'Mercurius',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(benchFolder, 'mercurius.peer.js'), String(port), String(stubPort)],
      }),
    },
    {
      name: 'floor (hand-written)',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(compiled, 'floor.js'), String(port), String(stubPort)],
      }),
    },
    passerelle('Passerelle, no rules', false),
    passerelle('Passerelle, enforced', true),
  ];
}

/** As in package.json's `gateway` script: what is measured is what `npm run gateway` starts. */
const gatewayNodeOptions = ((): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { gateway: string };
  };
  return scripts.gateway.split(' ').slice(1, -1);
})();
