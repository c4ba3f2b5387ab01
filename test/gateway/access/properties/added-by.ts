/** Paths at which `less` says something that `more` does not. */
export function addedBy(less: unknown, more: unknown, path: string): string[] {
  if (less === null) return [];
  if (Array.isArray(less)) {
    if (!Array.isArray(more) || more.length !== less.length) return [path];
    return less.flatMap((item, index) => addedBy(item, more[index], `${path}.${index}`));
  }
  if (typeof less === 'object') {
    if (typeof more !== 'object' || more === null) return [path];
    return Object.entries(less).flatMap(([key, value]) =>
      addedBy(value, (more as Record<string, unknown>)[key], `${path}.${key}`),
    );
  }
  return less === more ? [] : [path];
}
