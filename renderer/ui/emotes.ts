/** What one shows with a key: a line of chat that is a single emoji. */
export const EMOTES = [
  { text: '👋', name: 'Wave' },
  { text: '😄', name: 'Laugh' },
  { text: '❤️', name: 'Heart' },
  { text: '👍', name: 'Thumbs up' },
  { text: '😮', name: 'Surprise' },
  { text: '🎉', name: 'Party' },
] as const;
