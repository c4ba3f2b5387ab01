import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Convention } from '../../schema/convention/convention.js';
import { analystOf } from './analyst.js';
import { createIssuer } from './issuer.js';
import { loadIssuerSecrets } from './issuer-secrets.js';
import { errorPage, loginPage } from './login-page.js';

/** One signatory's provider and where it is mounted. */
interface Mount {
  readonly signataire: string;
  readonly organisation: string;
  readonly provider: Provider;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
}

/** One issuer per signatory of the convention, each below its own path. Not yet listening. */
export async function createIdentityProvider(
  convention: Convention,
  folder: string,
): Promise<Server> {
  const mounts = new Map<string, Mount>();
  for (const { id, nom, emetteur } of convention.signataires.values()) {
    const provider = createIssuer({
      issuer: emetteur,
      signataire: id,
      audience: convention.emetteurs.get(emetteur)?.audience ?? 'passerelle',
      scopes: [...convention.donnees.keys()],
      secrets: await loadIssuerSecrets(folder, id),
    });
    const handle = provider.callback() as Mount['handle'];
    mounts.set(id, { signataire: id, organisation: nom, provider, handle });
  }
  return createServer((request, response) => {
    route(mounts, request, response).catch((error: unknown) => {
      const expired = (error as Error).name === 'SessionNotFound';
      if (!expired) process.stderr.write(`identity provider: ${String(error)}\n`);
      if (response.headersSent) response.end();
      else {
        const message = expired
          ? 'Cette demande de connexion a expiré : recommencez depuis l’explorateur.'
          : 'Une erreur est survenue : recommencez depuis l’explorateur.';
        send(response, expired ? 400 : 500, errorPage(message));
      }
    });
  });
}

async function route(
  mounts: ReadonlyMap<string, Mount>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  if (url === '/health/ready') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}');
    return;
  }
  const [, id = '', rest = ''] = /^\/([a-z0-9-]+)(\/[^]*)?$/.exec(url) ?? [];
  const mount = mounts.get(id);
  if (!mount) {
    send(response, 404, errorPage('Aucun fournisseur d’identité à cette adresse.'));
  } else if (rest.startsWith('/interaction/')) {
    await interact(mount, request, response);
  } else {
    // oidc-provider finds its mount path by comparing the two.
    Object.assign(request, { originalUrl: url });
    request.url = rest === '' ? '/' : rest;
    mount.handle(request, response);
  }
}

async function interact(
  { provider, signataire, organisation }: Mount,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session, uid } = await provider.interactionDetails(request, response);
  const step = prompt.name === 'login' ? 'login' : 'consent';
  if (request.method !== 'POST') {
    const action = `/${signataire}/interaction/${uid}`;
    send(response, 200, loginPage({ organisation, step, analyst: analystOf(signataire), action }));
    return;
  }
  // The IDE is the convention's own client: whoever signs in to it is not asked a second time, unless
  // the request wants to be sure of it.
  const { prompt: wanted } = params;
  const asksConsent = typeof wanted === 'string' && wanted.split(' ').includes('consent');
  if (step === 'login' && asksConsent) {
    const result = { login: { accountId: analystOf(signataire) } };
    await provider.interactionFinished(request, response, result);
    return;
  }
  const grant = new provider.Grant({
    accountId: session?.accountId ?? analystOf(signataire),
    clientId: String(params['client_id']),
  });
  const asked = typeof params['scope'] === 'string' ? params['scope'] : '';
  grant.addOIDCScope(asked);
  const { missingResourceScopes = {} } = prompt.details as {
    missingResourceScopes?: Record<string, string[]>;
  };
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  await provider.interactionFinished(request, response, {
    ...(step === 'login' && { login: { accountId: analystOf(signataire) } }),
    consent: { grantId: await grant.save() },
  });
}

function send(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    })
    .end(html);
}
