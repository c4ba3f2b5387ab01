import { useSyncExternalStore } from 'react';
import './network-notice.css';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Says while the network is cut that nothing can be asked, and that nothing is lost. */
export function NetworkNotice() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div className="network-notice" role="status">
      {!isOnline && (
        <p className="notice">
          Le réseau est coupé : rien ne peut être demandé avant son retour. Vos requêtes restent là.
        </p>
      )}
    </div>
  );
}
