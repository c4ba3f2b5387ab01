import { useEffect, useState } from 'react';
import type { DeskProps } from './desk.js';
import { forgetSpot } from './desk/view.js';
import { loadedWhenShown } from './page/recovering.js';
import { NetworkNotice } from './page/network-notice.js';
import {
  loadConfiguration,
  type Configuration,
  type Organisation,
} from './session/configuration.js';
import { OrganisationChooser } from './session/organisation-chooser.js';
import {
  configurationMissing,
  endMessages,
  notResumed,
  providerAway,
} from './session/session-messages.js';
import type { Session } from './session/session.js';
import {
  beginSignIn,
  completeSignIn,
  forgetDesk,
  lastNotice,
  lastOrganisation,
  resumeSignIn,
  takeFailure,
} from './session/sign-in.js';

// The editor is most of the page's weight: the first page does not wait for it.
const loadDesk = () => import('./desk.js');
const opening = 'Ouverture de l’explorateur…';
const Desk = loadedWhenShown<DeskProps>(async () => (await loadDesk()).Desk, opening);

type State =
  | { readonly step: 'opening' }
  | { readonly step: 'unconfigured' }
  | {
      readonly step: 'choosing';
      readonly configuration: Configuration;
      readonly notice: string | null;
      readonly leavingFor: string | null;
    }
  | { readonly step: 'open'; readonly configuration: Configuration; readonly session: Session };

/** First for whom, then the desk; back to the first page when the session is over. */
export function App({ returnAddress }: { readonly returnAddress: string | null }) {
  const [state, setState] = useState<State>({ step: 'opening' });

  useEffect(() => {
    void openWith(returnAddress).then((next) => {
      setState(next);
      if (next.step === 'open') {
        const { configuration, session } = next;
        session.onEnd((why) => {
          const ended = choosing(configuration, endMessages[why]);
          setState(why === 'expiree' ? { step: 'opening' } : ended);
          if (why === 'expiree') void resume(configuration, endMessages[why]).then(setState);
          // A token that the gateway refuses would be refused again.
          else {
            forgetDesk(endMessages[why]);
            forgetSpot(sessionStorage, session.signataireId);
          }
        });
      }
    });
  }, [returnAddress]);

  switch (state.step) {
    case 'opening':
      return <Waiting />;
    case 'unconfigured':
      return (
        <main className="chooser">
          <h1>Passerelle</h1>
          <p className="notice" role="alert">
            {configurationMissing}
          </p>
        </main>
      );
    case 'choosing': {
      const { configuration, notice, leavingFor } = state;
      const leaveFor = (organisation: Organisation) => {
        setState({ ...state, leavingFor: organisation.id });
        beginSignIn(organisation, configuration).catch(() =>
          setState(choosing(configuration, providerAway)),
        );
      };
      return (
        <OrganisationChooser
          organisations={configuration.organisations}
          last={lastOrganisation()}
          notice={notice}
          leavingFor={leavingFor}
          onChoose={leaveFor}
        />
      );
    }
    case 'open':
      return (
        <>
          <NetworkNotice />
          <Desk session={state.session} configuration={state.configuration} />
        </>
      );
  }
}

function Waiting() {
  return (
    <p className="waiting" role="status">
      {opening}
    </p>
  );
}

async function openWith(returnAddress: string | null): Promise<State> {
  // Tried again, and told, when it is to be shown.
  if (returnAddress !== null) loadDesk().catch(() => undefined);
  let configuration: Configuration;
  try {
    configuration = await loadConfiguration();
  } catch {
    return { step: 'unconfigured' };
  }
  if (returnAddress === null) return resume(configuration, notResumed);
  try {
    return {
      step: 'open',
      configuration,
      session: await completeSignIn(returnAddress, configuration),
    };
  } catch {
    const failure = takeFailure();
    forgetDesk(failure);
    return choosing(configuration, failure);
  }
}

/** Leaves for the provider of the desk that was open here; where there was none, one chooses. */
async function resume(configuration: Configuration, failed: string): Promise<State> {
  try {
    const isLeaving = await resumeSignIn(configuration, failed);
    if (isLeaving) return { step: 'opening' };
    return choosing(configuration, lastNotice());
  } catch {
    return choosing(configuration, providerAway);
  }
}

function choosing(configuration: Configuration, notice: string | null): State {
  // Read while one chooses: after the provider it is there. Tried again, and told, when it is to be shown.
  loadDesk().catch(() => undefined);
  return { step: 'choosing', configuration, notice, leavingFor: null };
}
