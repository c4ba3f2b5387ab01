import './skip-links.css';

export interface SkipLinksProps {
  /** Identifiers of elements that take the focus, and what they are called. */
  readonly to: readonly { readonly id: string; readonly nom: string }[];
}

/** Seen when the keyboard comes to them: past what stands on every page. */
export function SkipLinks({ to }: SkipLinksProps) {
  return (
    <nav className="skip-links" aria-label="Accès rapide">
      {to.map(({ id, nom }) => (
        <a
          key={id}
          href={`#${id}`}
          onClick={(event) => {
            // The address stays as it is: what stands behind # is not for the page.
            event.preventDefault();
            focusOn(id);
          }}
        >
          {nom}
        </a>
      ))}
    </nav>
  );
}

/** Puts the focus where the content went. */
export function focusOn(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus();
}
