import { Panels } from './panels';

test('the right side holds one panel at a time', () => {
  const panels = new Panels();
  panels.toggleSide('hosting');
  panels.toggleSide('players');
  expect(panels.side.value).toBe('players');
  panels.toggleSide('players');
  expect(panels.side.value).toBeUndefined();
});

test('help and the network panel give way to each other', () => {
  const panels = new Panels();
  panels.toggleHelp();
  panels.toggleNetworkPanel();
  expect([panels.isHelpOpen.value, panels.isNetworkPanelOpen.value]).toEqual([false, true]);
  panels.toggleHelp();
  expect([panels.isHelpOpen.value, panels.isNetworkPanelOpen.value]).toEqual([true, false]);
});

test('help that is asked for is seen: what would lie over it is closed', () => {
  const panels = new Panels();
  panels.toggleSide('hosting');
  panels.toggleHelp();
  expect([panels.isHelpOpen.value, panels.side.value]).toEqual([true, undefined]);
});

test('what is open is closed one after the other', () => {
  const panels = new Panels();
  panels.isHelpOpen.value = true;
  panels.side.value = 'hosting';
  panels.closeTop();
  expect([panels.isHelpOpen.value, panels.side.value]).toEqual([true, undefined]);
  panels.closeTop();
  expect(panels.isHelpOpen.value).toBe(false);
  panels.toggleNetworkPanel();
  panels.closeTop();
  panels.closeTop();
  expect(panels.isNetworkPanelOpen.value).toBe(false);
});

test('in the lobby nothing of the yard is open', () => {
  const panels = new Panels();
  panels.toggleSide('hosting');
  panels.toggleNetworkPanel();
  panels.closeAll();
  expect([panels.side.value, panels.isNetworkPanelOpen.value]).toEqual([undefined, false]);
});
