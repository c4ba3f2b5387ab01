import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { civilDay, daysAfter } from '../../../schema/contract/civil-day.js';
import type { GatewayProcess } from '../../harness/gateway-process.js';
import {
  ask,
  conventionWith,
  entry,
  issuerKey,
  now,
  startGateway,
  tokenOf,
  type IssuerKey,
} from './issuer-world.js';

let key: IssuerKey;
let partner: Server;
let gateway: GatewayProcess;
/** What the partner was shown last. */
let shown = '';

beforeAll(async () => {
  key = await issuerKey('k');
  partner = createServer((request, response) => {
    shown = request.headers.authorization ?? '';
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end('{"data":{"nombre":1,"auteur":"x"}}'));
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const subgraph = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/graphql`;
  gateway = await startGateway(conventionWith(entry('./jwks.json')), [key], {
    subgraph,
    clock: true,
  });
});

afterAll(async () => {
  await gateway.stop();
  partner.closeAllConnections();
  await new Promise((resolve) => partner.close(resolve));
});

let tokens = 0;

/** With a token that nobody showed before. @returns what the partner was shown. */
async function shownFor(
  claims: Readonly<Record<string, unknown>> = {},
  finalites?: string,
): Promise<string> {
  tokens += 1;
  const token = await tokenOf(key, { claims: { jti: String(tokens), ...claims } });
  shown = '';
  const { text } = await ask(gateway, token, {
    query: '{ nombre }',
    ...(finalites !== undefined && { finalites }),
  });
  expect(text).toBe('{"data":{"nombre":1}}');
  return shown;
}

const personIn = (authorization: string): unknown =>
  decodeJwt(authorization.slice('Bearer '.length))['personne'];

describe('two tokens', () => {
  test('of one person who may the same are one caller for a partner', async () => {
    const first = await shownFor();
    // What is signed anew says another time.
    await gateway.passTime(2);
    expect(await shownFor()).toBe(first);
  });

  test.each([
    ['of two persons', { sub: 'autre' }, 'prevention'],
    ['with other scopes', { scope: 'fait:lecture' }, 'prevention'],
    ['under other purposes', {}, undefined],
  ])('%s are two', async (_, claims, finalites) => {
    const first = await shownFor({}, 'prevention');
    expect(await shownFor(claims, finalites)).not.toBe(first);
    expect(await shownFor({}, 'prevention')).toBe(first);
  });

  test('of two persons show two persons', async () => {
    expect(personIn(await shownFor())).not.toBe(personIn(await shownFor({ sub: 'autre' })));
  });

  test('open what each of them opens, whichever came before', async () => {
    const author = async (scope: string): Promise<string> => {
      const token = await tokenOf(key, { claims: { scope, jti: `auteur ${scope}` } });
      return (await ask(gateway, token, { query: '{ auteur }', finalites: 'prevention' })).text;
    };
    expect(await author('fait:lecture fait:auteur')).toBe('{"data":{"auteur":"x"}}');
    expect(await author('fait:lecture')).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(await author('fait:lecture fait:auteur')).toBe('{"data":{"auteur":"x"}}');
  });
});

test('whoever was known yesterday holds what is in force today', async () => {
  const tomorrow = daysAfter(civilDay(new Date()), 1);
  const convention = conventionWith(entry('./jwks.json')).replace(
    'depuis: 2023-07-01 }',
    `depuis: 2023-07-01, jusqu: ${tomorrow} }`,
  );
  const subgraph = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/graphql`;
  const ending = await startGateway(convention, [key], { subgraph, clock: true });
  const dayLong = 86_400;
  const answerOn = async (day: number): Promise<string> => {
    const from = now() + day * dayLong;
    const claims = { jti: `jour ${day}`, iat: from, exp: from + 300 };
    return (await ask(ending, await tokenOf(key, { claims }), { query: '{ nombre }' })).text;
  };
  try {
    expect(await answerOn(0)).toBe('{"data":{"nombre":1}}');
    await ending.passTime(dayLong);
    expect(await answerOn(1)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  } finally {
    await ending.stop();
  }
});
