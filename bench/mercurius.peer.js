// The Mercurius peer, from bench/node_modules. Usage: node mercurius.peer.js PORT STUB.
import gateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const [port, stub] = process.argv.slice(2);
const app = Fastify();
app.register(gateway, {
  jit: 1,
  gateway: {
    services: ['annuaire', 'patrimoine', 'exploitation', 'signalements'].map((name) => ({
      name,
      url: `http://127.0.0.1:${stub}/v1/${name}`,
      connections: 50,
    })),
  },
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
