import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Convention } from '../../schema/convention/convention.js';
import { civilDay } from '../../schema/contract/civil-day.js';
import { signataireInForce } from '../../schema/convention/in-force.js';
import { PasserelleError } from '../errors.js';
import type { LineOfDesk } from './lines-of-desk.js';

/** Where the build puts the pages of the analyst's desk. */
const builtDesk = fileURLToPath(new URL('../../ide/pages/', import.meta.url));

const hashedAsset = /\/assets\/[^/]+-[\w-]{8}\.\w+$/;

export interface DeskParts {
  readonly convention: () => Convention;
  /** @throws PasserelleError where the request's token opens nothing. */
  readonly linesFor: (request: IncomingMessage) => Promise<readonly LineOfDesk[]>;
}

/**
 * Serves the analyst's desk at `/ide/`: files of the build, and what the page must know before anybody
 * has signed in. Away from `/graphql`, which it does not slow.
 */
export async function serveDesk(
  app: FastifyInstance,
  { convention, linesFor }: DeskParts,
  folder: string = builtDesk,
): Promise<void> {
  await app.register(
    async (desk) => {
      desk.addHook('onSend', (_, reply, payload, done) => {
        void reply.header('content-security-policy', contentSecurityPolicy(convention()));
        done(null, payload);
      });
      desk.get('/configuration.json', (_, reply) =>
        reply.header('cache-control', 'no-cache').send(configurationOf(convention(), new Date())),
      );
      desk.get('/lignes', async ({ raw }, reply) => {
        void reply.header('cache-control', 'no-store');
        try {
          return await reply.send({ lignes: await linesFor(raw) });
        } catch (error) {
          if (!(error instanceof PasserelleError)) throw error;
          return reply.code(error.httpStatus).send({ erreur: error.message });
        }
      });
      if (!existsSync(folder)) return;
      await desk.register(fastifyStatic, {
        root: folder,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, path) => {
          // A hashed name is never given to other content.
          const lasting = hashedAsset.test(path.replaceAll('\\', '/').replace(/\.(?:br|gz)$/, ''));
          void reply.header(
            'cache-control',
            lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      });
    },
    { prefix: '/ide' },
  );
  app.get('/ide', (_, reply) => reply.redirect('/ide/', 308));
}

/** Nothing personal: whoever opens the page reads it before signing in. */
interface DeskConfiguration {
  readonly organisations: readonly {
    id: string;
    nom: string;
    nature: string;
    emetteur: string;
  }[];
  readonly client: string;
  readonly ressource: string;
  readonly finalites: readonly { id: string; libelle: string; portees: readonly string[] }[];
}

function configurationOf(convention: Convention, at: Date): DeskConfiguration {
  const { signataires, emetteurs, acces, finalites } = convention;
  const on = civilDay(at);
  const portees = new Map<string, Set<string>>();
  for (const { finalites: purposes, donnees } of acces) {
    for (const id of purposes ?? []) {
      const opened = portees.get(id) ?? new Set<string>();
      for (const portee of donnees) opened.add(portee);
      portees.set(id, opened);
    }
  }
  const [first] = emetteurs.values();
  return {
    organisations: [...signataires.values()]
      .filter((signataire) => signataireInForce(convention, signataire, on))
      .map(({ id, nom, nature, emetteur }) => ({ id, nom, nature, emetteur })),
    client: 'passerelle-ide',
    ressource: first?.audience ?? 'passerelle',
    finalites: [...portees].map(([id, opened]) => ({
      id,
      libelle: finalites.get(id) ?? id,
      portees: [...opened].sort(),
    })),
  };
}

/** Scripts and fonts are the build's own; the page speaks to the gateway and to the issuers alone. */
function contentSecurityPolicy({ emetteurs }: Convention): string {
  const issuers = new Set([...emetteurs.keys()].map((issuer) => new URL(issuer).origin));
  return [
    "default-src 'none'",
    "script-src 'self'",
    // docs/decisions/styles-of-the-desk.md
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${[...issuers].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
