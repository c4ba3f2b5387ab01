import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { httpUrlFault } from '../../process/http-url.js';
import { keyEntries, NoKeySet } from '../../keys/key-entries.js';
import { schemaFacts } from '../check/published-schema.js';
import { ask, probe, type LineAnswer, type LineSecurity } from '../line.js';
import { examineConnection } from './examine-connection.js';
import { green, sign, type Sign } from './sign.js';

/** What is examined: one subgraph, as the gateway reaches it. */
export interface ExaminedLine {
  readonly url: string;
  readonly security: LineSecurity;
  /** As the gateway would ask the probe there, for nobody: they open no row. */
  readonly headers: Readonly<Record<string, string>>;
  readonly published: DocumentNode | null;
  /** Where this operator reads the gateway's keys, and the key that signs; null: not looked at. */
  readonly keySet: { readonly url: string; readonly kid: string } | null;
}

/** Beyond, tokens are refused; beyond half of it, they soon may be. In milliseconds. */
const clockTolerance = 30_000;
const slow = 500;
const verySlow = 2_000;

/** Every step of the way to a subgraph, in order. Reads no data: its token names nobody. */
export async function examineLine(
  line: ExaminedLine,
  now: () => Date = () => new Date(),
): Promise<readonly Sign[]> {
  const fault = httpUrlFault(line.url);
  if (fault !== null) {
    const what = `${fault}.`;
    return [sign('address', 'red', 'address', `adresse : ${what}`, `address: ${what}`)];
  }
  const connection = await examineConnection(new URL(line.url), line.security, now());
  const keys = line.keySet ? [await examineKeys(line.keySet)] : [];
  if (connection.some(({ light }) => light === 'red')) return [...connection, ...keys];
  try {
    return [...connection, ...(await examineAnswers(line, now)), ...keys];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    return [
      ...connection,
      sign(
        'health',
        'red',
        'no-answer',
        `la liaison s’ouvre et rien ne répond (${code}) : regardez le journal du sous-graphe.`,
        `the line opens and nothing answers (${code}): look at the subgraph’s log.`,
      ),
      ...keys,
    ];
  }
}

async function examineAnswers(line: ExaminedLine, now: () => Date): Promise<readonly Sign[]> {
  const { url, security } = line;
  const asked = now();
  const health = await ask(new URL('/health/ready', url).href, { method: 'GET' }, security);
  const signs = [examineHealth(health), examineClock(health, asked, now())];
  const post = (headers: Readonly<Record<string, string>>): Promise<LineAnswer> =>
    ask(url, { headers: Object.entries(headers).flat(), body: JSON.stringify(probe) }, security);
  const open = await post({ 'content-type': 'application/json', accept: 'application/json' });
  const times: number[] = [];
  let answer = open;
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    answer = await post(line.headers);
    times.push(performance.now() - start);
  }
  const token = examineToken(open, answer);
  signs.push(token);
  if (token.light === 'red') return signs;
  if (line.published) signs.push(examineSchema(answer, line.published));
  return [...signs, examineLatency(Math.round(times.toSorted((a, b) => a - b)[1] ?? 0))];
}

function examineHealth({ status }: LineAnswer): Sign {
  if (status === 200) return green('health', 'prêt', 'ready');
  if (status === 503) {
    return sign(
      'health',
      'red',
      'not-ready',
      'le sous-graphe dit que sa base ne répond pas (503) : rétablissez-la.',
      'the subgraph says that its database does not answer (503): bring it back.',
    );
  }
  return sign(
    'health',
    'amber',
    'no-health',
    `/health/ready répond ${status} : servez-la, sans jeton.`,
    `/health/ready answers ${status}: serve it, without a token.`,
  );
}

function examineClock({ headers }: LineAnswer, before: Date, after: Date): Sign {
  const theirs = Date.parse(String(headers['date']));
  if (Number.isNaN(theirs)) {
    return sign(
      'clock',
      'amber',
      'no-date',
      'la réponse n’a pas de date.',
      'the answer has no date.',
    );
  }
  // Their header counts in seconds.
  const ours = (before.getTime() + after.getTime()) / 2;
  const seconds = Math.round((theirs + 500 - ours) / 1_000);
  const fr = `écart d’horloge de ${seconds} s`;
  const en = `clocks differ by ${seconds} s`;
  const distance = Math.abs(seconds) * 1_000;
  if (distance < clockTolerance / 2) return green('clock', fr, en);
  return sign(
    'clock',
    distance < clockTolerance ? 'amber' : 'red',
    'clock',
    `${fr} : réglez l’heure des deux côtés (NTP), ou les jetons seront refusés.`,
    `${en}: set the time on both sides (NTP), or tokens are refused.`,
  );
}

function examineToken(open: LineAnswer, answer: LineAnswer): Sign {
  const red = (cause: string, fr: string, en: string): Sign => sign('token', 'red', cause, fr, en);
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return red(
      'http-redirect',
      `l’adresse renvoie ailleurs (${status}) : donnez l’adresse finale.`,
      `the address leads elsewhere (${status}): give the final one.`,
    );
  }
  if (/html/i.test(String(answer.headers['content-type']))) {
    return red(
      'html',
      'une page web répond à la place du sous-graphe : un proxy, ou une autre adresse.',
      'a web page answers in place of the subgraph: a proxy, or another address.',
    );
  }
  if (status === 401 || status === 403) {
    return red(
      'token-refused',
      `le jeton de la passerelle est refusé (${status}) : clés (GATEWAY_JWKS), nom du sous-graphe (aud) ou horloge.`,
      `the gateway's token is refused (${status}): keys (GATEWAY_JWKS), the subgraph's name (aud) or the clock.`,
    );
  }
  if (status !== 200 || sdlOf(answer) === null) {
    return red(
      'no-graphql',
      `la réponse (${status}) n’est pas celle d’un sous-graphe : vérifiez le chemin, souvent /graphql.`,
      `the answer (${status}) is not a subgraph's: check the path, often /graphql.`,
    );
  }
  if (open.status !== 401) {
    return red(
      'open',
      `le sous-graphe répond sans jeton (${open.status}) : tout le monde peut le lire ; arrêtez-le.`,
      `the subgraph answers without a token (${open.status}): anybody can read it; stop it.`,
    );
  }
  return green('token', 'accepté, et demandé', 'accepted, and asked for');
}

function examineSchema(answer: LineAnswer, published: DocumentNode): Sign {
  try {
    const served = schemaFacts(parse(sdlOf(answer) ?? ''));
    const expected = schemaFacts(published);
    const differences =
      [...expected].filter((fact) => !served.has(fact)).length +
      [...served].filter((fact) => !expected.has(fact)).length;
    if (differences === 0) return green('schema', 'celui publié', 'the one published');
    return sign(
      'schema',
      'amber',
      'schema-differs',
      `${differences} différence(s) avec le schéma publié : publiez-le, ou mettez le sous-graphe à jour (partner check les nomme).`,
      `${differences} difference(s) from the published schema: publish it, or update the subgraph (partner check names them).`,
    );
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return sign('schema', 'red', 'schema-unreadable', 'il ne se lit pas.', 'it cannot be read.');
  }
}

function examineLatency(milliseconds: number): Sign {
  const said = `${milliseconds} ms`;
  if (milliseconds < slow) return green('latency', said, said);
  return sign(
    'latency',
    milliseconds < verySlow ? 'amber' : 'red',
    'slow',
    `${said} pour une question sans donnée : regardez le réseau et la charge.`,
    `${said} for a question without data: look at the network and the load.`,
  );
}

async function examineKeys({ url, kid }: { url: string; kid: string }): Promise<Sign> {
  const red = (cause: string, fr: string, en: string): Sign => sign('keys', 'red', cause, fr, en);
  try {
    const { status, text } = await ask(url, { method: 'GET' });
    if (status !== 200) throw new NoKeySet(String(status));
    const shown = keyEntries(text).some(
      (entry) => (entry as { kid?: unknown } | null)?.kid === kid,
    );
    if (shown) return green('keys', 'la clé qui signe y est', 'the key that signs is there');
    return red(
      'key-set-lacks-key',
      'la clé qui signe n’est pas dans le jeu de clés publié : publiez-la d’abord (GATEWAY_PUBLISHED_KEYS).',
      'the key that signs is not in the key set: publish it first (GATEWAY_PUBLISHED_KEYS).',
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    return red(
      'key-set-unreachable',
      `le jeu de clés de la passerelle ne se lit pas (${code}) : les sous-graphes ne pourront pas vérifier ses jetons.`,
      `the gateway's key set cannot be read (${code}): subgraphs cannot verify its tokens.`,
    );
  }
}

function sdlOf({ text }: LineAnswer): string | null {
  try {
    const { data } = JSON.parse(text) as { data?: { _service?: { sdl?: unknown } | null } | null };
    const sdl = data?._service?.sdl;
    return typeof sdl === 'string' ? sdl : null;
  } catch {
    return null;
  }
}
