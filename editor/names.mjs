// Names of properties that the bundle may shorten.

// What prosemirror-view keeps to itself: no declaration of its types has these names, so that nobody else can use them,
// and it never reaches them by a string. None is a property of an element, of an event or of a plug-in. A name that
// ProseMirror has no longer does no harm here.
const OWN = [
  'badSafariComposition',
  'composingTimeout',
  'compositionEndedAt',
  'compositionNodes',
  'compositionPendingChanges',
  'currentSelection',
  'cursorWrapper',
  'delayedSelectionSync',
  'destroyBetween',
  'docView',
  'domChangeCount',
  'domObserver',
  'domSelectionRange',
  'flushingSoon',
  'hideSelectionGuard',
  'lastChangedTextNode',
  'lastIOSEnter',
  'lastIOSEnterFallbackTimeout',
  'lastKeyCode',
  'lastKeyCodeTime',
  'lastSelectedViewDesc',
  'lastSelectionOrigin',
  'lastSelectionTime',
  'localPosFromDOM',
  'localPreserveWS',
  'nearestDesc',
  'pendingRecords',
  'requiresGeckoHackNode',
  'setCurSelection',
  'suppressingSelectionUpdates',
  'syncToMarks',
  'trackWrites',
  'updateOuterDeco',
];

/** Matches them for terser. */
export const shortened = new RegExp(`^(${OWN.join('|')})$`);
