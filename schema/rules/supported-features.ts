import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';

/**
 * Specifications a supergraph may demand of whoever runs it. Ours to the stock gateway's: contexts
 * (`@context`, `@fromContext`), which our engine provides.
 */
export const supportedFeatures: Set<string> = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  'https://specs.apollo.dev/context/v0.1',
]);
