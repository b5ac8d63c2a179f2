import { render } from 'preact';

/** Says in place of all panels why there is no game. */
export function showObstacle(parent: HTMLElement, reason: string): void {
  parent.replaceChildren();
  render(
    <section class="obstacle card" role="alert">
      <h1>Zeroyard cannot be shown here</h1>
      <p>{reason}</p>
    </section>,
    parent,
  );
}
