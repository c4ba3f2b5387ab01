/** Node looks at open requests so often, in milliseconds, and no sooner ends one that is late. */
const longestInterval = 1_000;

/** Options of an HTTP server for which a request must come within this time, in milliseconds. */
export function requestTimeouts(clientTimeout: number): {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
} {
  return {
    requestTimeout: clientTimeout,
    headersTimeout: clientTimeout,
    connectionsCheckingInterval: Math.min(longestInterval, clientTimeout / 2),
  };
}
