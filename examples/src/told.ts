import type { TransmettreSignalementMutation } from './generated/graphql.js';

/** What became of an act, for the person who asked for it. */
export function told(done: TransmettreSignalementMutation['transmettreSignalement']): string {
  if (!done) return '';
  const { signalement, erreurs } = done;
  if (erreurs.length > 0) return erreurs.map(({ message }) => message).join(' ');
  return `Transmis le ${signalement?.dateTransmission ?? ''}`;
}
