/**
 * What the writer of workbooks uses of `fflate`. The library's own `zip` compresses in workers made of
 * blobs, which the content policy of the page forbids: here it is done at once.
 */
import { zipSync, type AsyncZippable, type FlateCallback } from 'fflate/browser';

export { strToU8, zipSync } from 'fflate/browser';

export function zip(files: AsyncZippable, done: FlateCallback): void {
  let archive: ReturnType<typeof zipSync>;
  try {
    archive = zipSync(files);
  } catch (error) {
    done(error as Parameters<FlateCallback>[0], new Uint8Array());
    return;
  }
  done(null, archive);
}
