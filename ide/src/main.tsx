import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { takeReturnAddress } from './session/sign-in.js';
import { initialTheme } from './desk/theme.js';
import './style.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element « root »');
document.documentElement.dataset['theme'] = initialTheme();
// Before anything is drawn: an authorization code does not stay in the address bar.
const returnAddress = takeReturnAddress();
createRoot(root).render(<App returnAddress={returnAddress} />);
