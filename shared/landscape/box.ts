/** A rectangle in yard pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
