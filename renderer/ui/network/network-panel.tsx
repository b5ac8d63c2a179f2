import { useComputed } from '@preact/signals';
import { X } from 'lucide-preact';
import { CopyButton } from '../parts';
import type { ComponentChildren } from 'preact';
import type { PanelProps } from '../panel';
import type { Connection } from '../state';
import type { NetworkState, Sample } from './network-state';
import { PLAIN, PLOTTED, report, type Figure } from './network-words';
import { Plot } from './plot';
import { SimulationForm } from './simulation-form';

/** How the network does, as F3 shows it: each figure's value now, and the course of those that change. */
export function NetworkPanel({ state, network, send, connection }: PanelProps & { connection: Connection }) {
  const sample = network.samples.value.at(-1);
  return (
    <section class="network card" aria-labelledby="network">
      <header>
        <h2 id="network">Network</h2>
        {sample && (
          <CopyButton
            what="figures"
            text={() =>
              report(sample, state.yardName.value, connection.server, network.simulation.value, new Date())
            }
          />
        )}
        <button
          type="button"
          class="quiet"
          aria-label="Close the network panel"
          onClick={() => state.panels.toggleNetworkPanel()}
        >
          <X aria-hidden />
        </button>
      </header>
      {sample ? <Figures sample={sample} network={network} /> : <p class="detail">Measuring…</p>}
      <SimulationForm simulation={network.simulation.value} send={send} />
    </section>
  );
}

function Figures({ sample, network }: { sample: Sample; network: NetworkState }) {
  return (
    <dl>
      {PLOTTED.map((figure) => (
        <Row key={figure.label} figure={figure} sample={sample}>
          <Course figure={figure} network={network} />
        </Row>
      ))}
      {PLAIN.map((figure) => (
        <Row key={figure.label} figure={figure} sample={sample} />
      ))}
    </dl>
  );
}

function Row(props: { figure: Figure; sample: Sample; children?: ComponentChildren }) {
  const { figure, sample, children } = props;
  return (
    <div title={figure.meaning}>
      <dt>{figure.label}</dt>
      <dd>
        <span>{figure.text(sample)}</span>
        {children}
      </dd>
    </div>
  );
}

function Course({ figure, network }: { figure: Figure; network: NetworkState }) {
  const values = useComputed(() => network.samples.value.map(figure.value));
  return <Plot label={figure.label} values={values.value} />;
}
