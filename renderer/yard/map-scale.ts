/** How large the yard is on the minimap. */
export const MAP_SCALE = 0.07;
