import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Recovering } from '../page/recovering.js';
import './tabs.css';

export interface TabPanel {
  readonly id: string;
  readonly titre: string;
  /** A count or a mark beside the title. */
  readonly marque?: string | undefined;
  readonly content: ReactNode;
  /** Stays in the page while another is shown. */
  readonly keep?: boolean;
}

export interface TabsProps {
  /** Begins the identifiers of its parts: `<id>-panel-<panel>`. */
  readonly id: string;
  readonly label: string;
  readonly panels: readonly TabPanel[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** Tabs as the WAI-ARIA pattern has them: one stop for the keyboard, arrows in between. */
export function Tabs({ id: prefix, label, panels, selected, onSelect }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const current = panels.findIndex(({ id }) => id === selected);

  const move = (event: KeyboardEvent) => {
    const target = {
      ArrowRight: (current + 1) % panels.length,
      ArrowLeft: (current - 1 + panels.length) % panels.length,
      Home: 0,
      End: panels.length - 1,
    }[event.key];
    const panel = target === undefined ? undefined : panels[target];
    if (!panel) return;
    event.preventDefault();
    onSelect(panel.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target ?? 0]?.focus();
  };

  return (
    <div className="tabs">
      <div className="tabs-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {panels.map(({ id, titre, marque }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${prefix}-tab-${id}`}
            aria-selected={id === selected}
            aria-controls={`${prefix}-panel-${id}`}
            tabIndex={id === selected ? 0 : -1}
            onClick={() => onSelect(id)}
          >
            {titre}
            {marque !== undefined && <span className="tabs-mark">{marque}</span>}
          </button>
        ))}
      </div>
      {panels.map(({ id, content, keep = false }) => (
        <div
          key={id}
          className="tabs-panel"
          role="tabpanel"
          id={`${prefix}-panel-${id}`}
          aria-labelledby={`${prefix}-tab-${id}`}
          hidden={id !== selected}
          tabIndex={0}
        >
          {(keep || id === selected) && <Recovering>{content}</Recovering>}
        </div>
      ))}
    </div>
  );
}
