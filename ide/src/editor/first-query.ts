import { shortcutsOf } from './shortcuts.js';

const { executer, completer } = shortcutsOf(navigator.platform);

/** In the editor of whoever comes for the first time: it runs for every signatory, for no purpose. */
export const firstQuery = `# Bienvenue. Cette première question marche pour tous les signataires :
# cliquez sur « Exécuter » (ou ${executer}).
#
# L’éditeur ne propose que ce que vous pouvez lire : ${completer} complète.

query MesDroits {
  moi {
    signataire {
      nom
    }
    droits {
      libelle
      classe
      proprietaire
    }
  }
}
`;
