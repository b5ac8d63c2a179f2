import { Container, ParticleContainer, type Particle, type Text } from 'pixi.js';

/** What a name is drawn of. */
export interface ShownName {
  readonly pill: readonly Particle[];
  /** None of a name with a texture of its own. */
  readonly letters: readonly Particle[];
  readonly text: Text | undefined;
}

/** All names that are shown. Pills are drawn at once, and so are the letters that all names share. */
export class NameLayer {
  readonly view = new Container({ isRenderGroup: true });
  private readonly pills = newParticles();
  private readonly letters = newParticles();
  private readonly shown: ShownName[] = [];
  private isChanged = false;

  constructor() {
    this.view.addChild(this.pills, this.letters);
  }

  set isVisible(isVisible: boolean) {
    this.view.visible = isVisible;
    // What is not drawn for a while Pixi drops from the graphics card.
    this.isChanged = true;
  }

  add(name: ShownName): void {
    this.shown.push(name);
    if (name.text) this.view.addChild(name.text);
    this.isChanged = true;
  }

  /** Destroys its text. */
  remove(name: ShownName): void {
    const index = this.shown.indexOf(name);
    if (index === -1) return;
    this.shown.splice(index, 1);
    name.text?.destroy();
    this.isChanged = true;
  }

  /** Once a frame, when it is known which names are shown. */
  draw(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    const { pills, letters } = this;
    pills.particleChildren.length = letters.particleChildren.length = 0;
    for (const name of this.shown) {
      pills.particleChildren.push(...name.pill);
      letters.particleChildren.push(...name.letters);
    }
    pills.update();
    letters.update();
  }
}

function newParticles(): ParticleContainer {
  return new ParticleContainer({ dynamicProperties: { position: true, color: true } });
}
