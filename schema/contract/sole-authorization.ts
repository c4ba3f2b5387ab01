const authorization = 'authorization';

/**
 * The `Authorization` of a request, from its headers as they were sent: name, value, name, value…
 * null: none was sent.
 * @param refusal what is thrown when there are two: they could mean two callers, and neither is
 * believed.
 */
export function soleAuthorization(
  rawHeaders: readonly string[],
  refusal: () => Error,
): string | null {
  let found: string | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length !== authorization.length || name.toLowerCase() !== authorization) continue;
    if (found !== null) throw refusal();
    found = rawHeaders[i + 1] ?? '';
  }
  return found;
}
