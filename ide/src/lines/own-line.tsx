import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { linesFor, stateText } from './line.js';
import { useLines } from './use-lines.js';

export interface OwnLineProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly isWanted: boolean;
}

/** One line of text for the account's menu; nothing where the organisation has no line of its own. */
export function OwnLine({ session, configuration, isWanted }: OwnLineProps) {
  const { lines } = useLines(session, isWanted);
  const organisation = configuration.organisations.find(({ id }) => id === session.signataireId);
  if (!lines || !organisation) return null;
  const { own } = linesFor(lines, organisation, { subgraphs: [], silent: [] });
  if (own.length === 0) return null;
  // One that operates several is as well off as the worst of them.
  const worst = own.find(({ etat }) => etat === 'red') ?? own.find(({ etat }) => etat === 'amber');
  return <p>Votre ligne : {stateText(worst ?? (own[0] as (typeof own)[number]))}</p>;
}
