import type { KeyboardEvent, PointerEvent } from 'react';

export interface SplitterProps {
  readonly label: string;
  /** Share of the first side, in percent. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const narrowest = 15;
const widest = 85;
const step = 2;

/** The bar between two columns: by mouse, by touch or by the arrow keys. */
export function Splitter({ label, value, onChange }: SplitterProps) {
  const set = (share: number) => onChange(Math.min(widest, Math.max(narrowest, share)));

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const bar = event.currentTarget;
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const before = bar.previousElementSibling?.getBoundingClientRect();
    const after = bar.nextElementSibling?.getBoundingClientRect();
    if (!before || !after) return;
    set(((event.clientX - before.left) / (after.right - before.left)) * 100);
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') set(value - step);
    else if (event.key === 'ArrowRight') set(value + step);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
