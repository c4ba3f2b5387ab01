/**
 * Ports that no client of the web asks, above those that only the system's administrator may open: « bad
 * ports » of the Fetch standard (https://fetch.spec.whatwg.org/#port-blocking).
 */
const unasked: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080,
]);

/** Those of the ports at which nobody would be heard. */
export function unaskedPorts(ports: readonly number[]): readonly number[] {
  return ports.filter((port) => unasked.has(port));
}
