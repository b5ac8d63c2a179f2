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
  expect([panels.help.value, panels.isNetworkPanelOpen.value]).toEqual([undefined, true]);
  panels.toggleHelp();
  expect([panels.help.value, panels.isNetworkPanelOpen.value]).toEqual(['asked', false]);
});

test('help that is asked for is seen: what would lie over it is closed', () => {
  const panels = new Panels();
  panels.toggleSide('hosting');
  panels.toggleHelp();
  expect([panels.help.value, panels.side.value]).toEqual(['asked', undefined]);
});

test('what is open is closed one after the other', () => {
  const panels = new Panels();
  panels.help.value = 'welcome';
  panels.side.value = 'hosting';
  panels.closeTop();
  expect([panels.help.value, panels.side.value]).toEqual(['welcome', undefined]);
  panels.closeTop();
  expect(panels.help.value).toBeUndefined();
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
