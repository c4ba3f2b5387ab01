import { useEffect, useId, useRef, type ReactNode } from 'react';
import './confirm-dialog.css';

export interface ConfirmDialogProps {
  readonly titre: string;
  readonly children: ReactNode;
  readonly confirmer: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Nothing is done before it is confirmed; the focus comes back where it was. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { titre, children, confirmer, onConfirm, onCancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={id}>{titre}</h2>
      {children}
      <p className="confirm-acts">
        <button type="button" onClick={onCancel}>
          Revenir
        </button>
        <button type="button" className="primary" onClick={onConfirm}>
          {confirmer}
        </button>
      </p>
    </dialog>
  );
}
