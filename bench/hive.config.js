// The Hive peers. HIVE_PLANNER=rust takes the Rust query planner; HIVE_DEDUP=true shares requests
// in flight to the subgraphs.
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

export const gatewayConfig = defineConfig({
  logging: false,
  supergraph: process.env.HIVE_SUPERGRAPH,
  port: Number(process.env.HIVE_PORT),
  host: '127.0.0.1',
  fork: 1,
  landingPage: false,
  graphiql: false,
  healthCheckEndpoint: '/healthcheck',
  ...(process.env.HIVE_PLANNER === 'rust' ? { unifiedGraphHandler } : {}),
  transportEntries: {
    '*.http': { options: { deduplicateInflightRequests: process.env.HIVE_DEDUP === 'true' } },
  },
});
