import './alternative.js';
import './information.js';
import './procedure.js';
import './judicial.js';
import './groups.js';
import './rappel-ordre.js';
import './transaction.js';
