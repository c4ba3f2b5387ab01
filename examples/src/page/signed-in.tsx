import { useEffect, useState, type ReactNode } from 'react';
import { sessionFromProvider, signIn, type Session } from '../sign-in.js';

/** Asks the person to sign in, then shows what is inside. */
export function SignedIn({ children }: { readonly children: (session: Session) => ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    sessionFromProvider().then(setSession, (error: Error) => setTrouble(error.message));
  }, []);
  if (session !== null) return children(session);
  return (
    <>
      <h1>Incidents de mes résidences</h1>
      <button type="button" onClick={() => void signIn()}>
        Se connecter
      </button>
      <p role="alert">{trouble}</p>
    </>
  );
}

interface AccountProps {
  readonly session: Session;
  readonly purpose: string;
  readonly purposes: Readonly<Record<string, string>>;
  readonly onPurpose: (purpose: string) => void;
}

/** What for the person reads, and how long they are who they are. */
export function Account({ session, purpose, purposes, onPurpose }: AccountProps) {
  const [said, setSaid] = useState('');
  const renew = () => {
    session.renew().then(
      () => setSaid('Session prolongée.'),
      () => setSaid('La session n’a pas pu être prolongée : reconnectez-vous.'),
    );
  };
  return (
    <header>
      <label>
        Finalité{' '}
        <select value={purpose} onChange={({ target }) => onPurpose(target.value)}>
          {Object.entries(purposes).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>{' '}
      <button type="button" onClick={renew}>
        Prolonger la session
      </button>{' '}
      <button type="button" onClick={() => void session.signOut()}>
        Se déconnecter
      </button>{' '}
      <output>{said}</output>
    </header>
  );
}
