import Provider, {
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { analystOf } from './analyst.js';
import type { IssuerSecrets } from './issuer-secrets.js';
import { errorPage, loggedOutPage, logoutPage } from './login-page.js';
import { memoryStore } from './memory-store.js';

export interface IssuerOptions {
  readonly issuer: string;
  readonly signataire: string;
  readonly audience: string;
  /** Every scope of the convention's catalogue. */
  readonly scopes: readonly string[];
  readonly secrets: IssuerSecrets;
}

/** The public client of the gateway's IDE. */
const ideClient = 'passerelle-ide';
/** A resource indicator must be a URI; the audience of the tokens stays the gateway's own word. */
const resource = 'urn:passerelle';
const tokenLifetime = 3600;
/** The public client of the pages in `examples/`. */
const examplesClient = 'suivi-residences';
const examplePages = ['fetch', 'urql', 'apollo'].map((name) => `http://127.0.0.1/${name}.html`);
const idePaths = ['/ide/', '/ide', '/ide/callback', '/ide/index.html'];

/** The identity provider of one signatory: its own issuer, keys, client and analyst. */
export function createIssuer(options: IssuerOptions): Provider {
  const provider = new Provider(options.issuer, configuration(options));
  // The demonstration listens on the loopback interface only: plain HTTP is enough.
  provider.on('server_error', (_context, error) => {
    process.stderr.write(`identity provider ${options.signataire}: ${error.message}\n`);
  });
  return provider;
}

/** Names nothing of the catalogue, and nothing unknown either. */
function isOpenId(scope: string): boolean {
  return scope.split(' ').every((asked) => ['', 'openid', 'offline_access'].includes(asked));
}

/** Whoever is signed in already goes straight through: switching organisations takes two clicks. */
function policy(): interactionPolicy.DefaultPolicy {
  const prompts = interactionPolicy.base();
  prompts.get('consent')?.checks.remove('native_client_prompt');
  return prompts;
}

function configuration({ signataire, audience, scopes, secrets }: IssuerOptions): Configuration {
  const all = scopes.join(' ');
  return {
    adapter: memoryStore(),
    clients: [
      {
        client_id: signataire,
        client_secret: secrets.clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: ideClient,
        // Native: a loopback redirect may then use any port.
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['127.0.0.1', 'localhost'].flatMap((host) =>
          idePaths.map((path) => `http://${host}${path}`),
        ),
        post_logout_redirect_uris: ['http://127.0.0.1/ide/', 'http://localhost/ide/'],
      },
      {
        client_id: examplesClient,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: examplePages,
        post_logout_redirect_uris: examplePages,
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    jwks: { keys: [secrets.signingKey] },
    scopes: ['openid', 'offline_access', ...scopes],
    cookies: {
      keys: [secrets.cookieKey],
      // One host serves all issuers: each keeps its own session.
      names: {
        session: `session_${signataire}`,
        interaction: `interaction_${signataire}`,
        resume: `resume_${signataire}`,
      },
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = loggedOutPage();
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: all,
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenLifetime,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: () => ({ signataire }),
    formats: {
      customizers: {
        // A request that names no scope asks for all; the gateway grants no more than the convention.
        jwt: (ctx, _token, jwt) => {
          const { scope } = jwt.payload;
          const granted = typeof scope === 'string' ? scope.split(' ') : [];
          if (granted.some((asked) => scopes.includes(asked))) return;
          const asked = ctx.oidc.params?.['scope'];
          jwt.payload['scope'] = typeof asked === 'string' && !isOpenId(asked) ? '' : all;
        },
      },
    },
    findAccount: (_ctx, id) =>
      id === analystOf(signataire)
        ? { accountId: id, claims: () => ({ sub: id, signataire }) }
        : undefined,
    interactions: { policy: policy(), url: (_ctx, { uid }) => `/${signataire}/interaction/${uid}` },
    renderError: (ctx, { error, error_description: said = error }) => {
      ctx.type = 'html';
      ctx.body = errorPage(`Le fournisseur d’identité refuse cette demande : ${said}.`);
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: (_ctx: KoaContextWithOIDC, origin: string) =>
      /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin),
    ttl: {
      ClientCredentials: tokenLifetime,
      AccessToken: tokenLifetime,
      RefreshToken: 8 * 3600,
      Session: 8 * 3600,
      Grant: 8 * 3600,
      Interaction: 900,
      IdToken: tokenLifetime,
    },
  };
}
