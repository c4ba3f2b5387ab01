import { useEffect, useState } from 'react';
import type { Session } from './session.js';

/** True from a minute before the end of a session that cannot be renewed. */
export function useSessionEnding(session: Session): boolean {
  const [isEnding, setEnding] = useState(false);
  useEffect(() => session.onEnding(() => setEnding(true)), [session]);
  return isEnding;
}
