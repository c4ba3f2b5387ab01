/** Somebody's answer is longer than anything that he could rightly say. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * The text of an answer, of which no more than `most` bytes are taken in.
 * @throws AnswerTooLarge; what is still to come is not waited for.
 */
export async function boundedText({ body }: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) throw new AnswerTooLarge(`over ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}
