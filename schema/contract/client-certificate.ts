/**
 * What a subgraph answers to whom it cannot believe by its certificate: nginx's words for it. Told by
 * HTTP, the reason reaches who asked; a broken handshake looks like any lost connection.
 */
export const clientCertificateStatus = {
  /** One was shown that is not of the authority expected, or out of date. */
  refused: 495,
  /** None was shown. */
  wanted: 496,
} as const;
