/** How a command of the editor is called by keyboard, as it is written on this platform's keys. */
export interface Shortcuts {
  readonly executer: string;
  readonly mettreEnForme: string;
  readonly completer: string;
}

const apple = /mac|iphone|ipad/i;

/** @param platform `navigator.platform` */
export function shortcutsOf(platform: string): Shortcuts {
  return apple.test(platform)
    ? { executer: '⌘ Entrée', mettreEnForme: '⇧ ⌥ F', completer: '⌃ Espace' }
    : { executer: 'Ctrl+Entrée', mettreEnForme: 'Maj+Alt+F', completer: 'Ctrl+Espace' };
}
