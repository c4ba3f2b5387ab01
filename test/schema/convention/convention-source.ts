/** A small convention of three signatories, in which every kind of entry occurs. */
export const conventionSource = `convention:
  titre: Essai
  reference: essai-1
  effet: 2023-07-01
  echeance: 2027-06-30
emetteurs:
  - issuer: https://idp.ville.test
    audience: passerelle
    jwks: ./cles/ville.json
  - issuer: https://idp.bailleur.test
    audience: passerelle
    jwks: https://idp.bailleur.test/jwks
    porteesParDefaut: true
  - issuer: https://idp.epci.test
    audience: passerelle
    jwks: https://idp.epci.test/jwks
fondements:
  - { id: article-6, reference: "Convention, article 6", depuis: 2023-07-01 }
  - { id: ancien, reference: Texte abrogé, depuis: 2020-01-01, jusqu: 2025-01-01 }
donnees:
  "lieu:lecture": { proprietaire: ville, classe: P1, libelle: Lieux }
  "fait:lecture": { proprietaire: bailleurs, classe: P1, libelle: Faits, conservation: 3 ans }
  "fait:auteur": { proprietaire: bailleurs, classe: P3, libelle: Auteurs }
signataires:
  - id: ville
    nature: ville
    territoire: { commune: "01001" }
    emetteur: https://idp.ville.test
    approbation: { instance: conseil municipal, reference: d-1, date: 2023-06-26 }
    signature: 2023-07-03
  - id: bailleur
    nom: Bailleur
    nature: bailleur
    representant: Directrice générale
    territoire: { patrimoine: bailleur }
    emetteur: https://idp.bailleur.test
    approbation: { instance: conseil d'administration, reference: d-2, date: 2023-06-27 }
    signature: 2023-07-03
    retrait: 2026-01-01
  - id: epci
    nature: epci
    territoire: { epci: "200069854" }
    emetteur: https://idp.epci.test
    approbation: null
    signature: null
acces:
  - donnees: ["lieu:lecture"]
    a: [ville, bailleur, epci]
    fondement: article-6
  - donnees: ["fait:lecture"]
    a: [ville]
    perimetre: [commune, destinataire]
    fondement: article-6
  - donnees: ["fait:lecture", "fait:auteur"]
    politiques: [astreinte]
    a: [bailleur]
    perimetre: [patrimoine]
    finalites: [plaintes, prevention]
    fondement: article-6
  - donnees: ["fait:lecture"]
    a: [ville]
    perimetre: [auteur, commune]
    finalites: [prevention]
    fondement: ancien
`;
