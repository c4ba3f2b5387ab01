import { join } from 'node:path';

/** Who is told of acts in the demonstration, where, and by which secret. */
export function subscriptionsFile(folder: string): string {
  return join(folder, 'abonnes.json');
}
