/** The variable that names a folder which all suites of a run share, and which goes with it. */
export const suitesFolder = 'SUITES_FOLDER';
