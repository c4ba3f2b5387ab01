import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import './recovering.css';

/** A part of the page that may fail alone: the others stay, and it can be tried again. */
export function Recovering({ children }: { readonly children: ReactNode }) {
  return <ErrorBoundary FallbackComponent={Broken}>{children}</ErrorBoundary>;
}

/** A component that is loaded when it is first shown, and loaded anew when that fails. */
export function loadedWhenShown<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: string,
): ComponentType<Props> {
  return function LoadedWhenShown(props: Props) {
    const fresh = (): ComponentType<Props> => lazy(async () => ({ default: await load() }));
    const [Part, setPart] = useState(fresh);
    return (
      // A component that could not be loaded never comes again: another attempt is another component.
      <ErrorBoundary FallbackComponent={Broken} onReset={() => setPart(fresh)}>
        <Suspense
          fallback={
            <p className="waiting" role="status">
              {waiting}
            </p>
          }
        >
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}

function Broken({ resetErrorBoundary }: FallbackProps) {
  return (
    <div className="broken" role="alert">
      <h2>Cette partie de la page ne s’affiche pas</h2>
      <p>
        {navigator.onLine
          ? 'Elle n’a pas pu être chargée : la passerelle ne répond pas, ou une nouvelle version y a été installée.'
          : 'Le réseau est coupé : elle n’a pas pu être chargée.'}{' '}
        Vos requêtes restent là.
      </p>
      <button type="button" onClick={resetErrorBoundary}>
        Réessayer
      </button>
      <button type="button" onClick={() => location.reload()}>
        Recharger la page
      </button>
    </div>
  );
}
