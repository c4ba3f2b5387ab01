import { useState } from 'react';
import type { Workbook } from './workbook.js';

export interface WorkbookButtonProps {
  readonly name: string;
  readonly workbook: () => Workbook;
}

/** The writer of workbooks is read when the first one is wanted. */
export function WorkbookButton({ name, workbook }: WorkbookButtonProps) {
  const [etat, setEtat] = useState<'repos' | 'en-cours' | 'echec'>('repos');
  const write = async (): Promise<void> => {
    setEtat('en-cours');
    try {
      const { downloadWorkbook } = await import('./download-workbook.js');
      await downloadWorkbook(name, workbook());
      setEtat('repos');
    } catch {
      setEtat('echec');
    }
  };
  return (
    <>
      <button
        type="button"
        className="results-action"
        disabled={etat === 'en-cours'}
        onClick={() => void write()}
      >
        Exporter en XLSX
      </button>
      {etat === 'echec' && (
        <span role="alert">Le classeur n’a pas pu être écrit : réessayez, ou exportez en CSV.</span>
      )}
    </>
  );
}
