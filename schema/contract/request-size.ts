/** Largest request that the gateway takes from a caller, in bytes. */
export const largestRequest = 1_048_576;

/**
 * Largest request that a subgraph takes from the gateway, in bytes: what a caller may send, and what
 * the gateway's own words add to it.
 */
export const largestSubgraphRequest = 1_090_000;

/** Largest head of a request to a subgraph, in bytes: its token lists every right of the caller. */
export const largestSubgraphHead = 65_536;
