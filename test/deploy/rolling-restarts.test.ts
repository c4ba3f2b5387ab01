import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CountingSubgraph } from '../harness/counting-subgraph.js';
import { GatewayProcess } from '../harness/gateway-process.js';
import { describeOnNginx, Nginx } from '../harness/nginx.js';
import { conventionOf, supergraphOf } from '../harness/small-gateway.js';

const restarts = 10;
const callers = 4;

describeOnNginx('two replicas behind nginx', () => {
  // Addresses of this test's own, so that a replica comes back where it was.
  const host = (last: number): string => `127.91.${String(network)}.${String(last)}`;
  const network = randomInt(1, 255);
  let subgraph: CountingSubgraph;
  let replicas: GatewayProcess[] = [];
  let nginx: Nginx | undefined;

  const replica = (index: number): Promise<GatewayProcess> => {
    const subgraphs = { a: { sdl: CountingSubgraph.sdl, url: subgraph.url } };
    return GatewayProcess.start(
      {
        'supergraph.graphql': supergraphOf(subgraphs),
        'convention.yaml': conventionOf({ subgraphs }),
        'jwks.json': '{"keys":[]}',
      },
      { HOST: host(index + 1), PORT: '4000' },
    );
  };

  beforeAll(async () => {
    subgraph = new CountingSubgraph();
    await subgraph.listening();
    replicas = await Promise.all([replica(0), replica(1)]);
    nginx = await Nginx.start(host(3), [`${host(1)}:4000`, `${host(2)}:4000`]);
  });

  afterAll(async () => {
    await nginx?.stop();
    await Promise.all(replicas.map((gateway) => gateway.stop()));
    subgraph.stop();
  });

  it('fail no request through ten rolling restarts, mutations included', async () => {
    const failed: string[] = [];
    let answered = 0;
    let acts = 0;
    let restarting = true;
    const call = async (): Promise<void> => {
      for (let turn = 0; restarting; turn += 1) {
        const act = turn % 2 === 0;
        const body = JSON.stringify({ query: act ? 'mutation { avancer }' : '{ rang }' });
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${nginx?.url ?? ''}/graphql`, { method: 'POST', headers, body })
          .then(async (response) => `${response.status} ${await response.text()}`)
          .catch((error: unknown) => String(error));
        answered += 1;
        if (act) acts += 1;
        if (!/^200 \{"data":\{"(rang|avancer)":\d+\}\}$/.test(answer)) failed.push(answer);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const calling = Promise.all(Array.from({ length: callers }, call));
    for (let turn = 0; turn < restarts; turn += 1) {
      const index = turn % 2;
      expect(await replicas[index]?.terminate()).toBe(0);
      replicas[index] = await replica(index);
    }
    restarting = false;
    await calling;
    expect(failed).toEqual([]);
    expect(subgraph.mutations).toBe(acts);
    expect(answered).toBeGreaterThan(restarts * callers);
  }, 240_000);
});
