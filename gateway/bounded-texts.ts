import { LRUCache } from 'lru-cache';

/** By texts that callers chose: bounded by their length too. */
export function boundedTexts(max: number): LRUCache<string, string> {
  const maxSize = 16 * 1024 * 1024;
  return new LRUCache({
    max,
    maxSize,
    sizeCalculation: (value, text) => value.length + text.length,
  });
}
