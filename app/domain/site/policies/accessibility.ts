export const accessibility = `# Accessibility

{practice} wants everyone to be able to read this site and book a call with it: with a keyboard, a screen reader, large text, a small phone, a slow connection, or a tired mind.

## What we aim for

The Web Content Accessibility Guidelines 2.2, level AA.

## What has been checked

The software this site runs on is checked by machine each time it changes:

* every public page with axe, in light and dark, on a wide screen, a phone and at 320 pixels, with no fault allowed;
* booking from beginning to end by keyboard alone;
* booking from beginning to end with JavaScript switched off: every page and form works without it;
* the contrast of every pair of colours: 4.5 to 1 for text, 3 to 1 for lines and controls;
* that nothing scrolls sideways at 320 pixels, which is the same as zooming to 400 per cent.

Beyond that, the pages are made so that every button is at least 44 pixels high, the focus is always visible, nothing moves if your device asks for less motion, no form runs out of time while you write, and what you typed is kept when something is wrong. Days and times are ordinary lists and radio buttons with full dates as their names, and errors are listed at the top with links to their fields.

## What we know is not good yet

* No one who uses a screen reader every day has tested this site for us so far. The checks above find many faults, not all.
* The site speaks English only.
* Articles and other texts that a therapist writes are not checked by machine.
* What happens in a video room or a calendar belongs to other companies, and may be less accessible than this site. We'll gladly talk by phone instead.

## If something doesn't work for you

Write to {email} and tell us the page and what happened; a sentence is enough. You can also book that way: say which days suit you, and we'll do the rest. We answer within five working days, tell you what we'll do about it, and by when.

If our answer doesn't help, you can turn to the body that watches over digital accessibility in {country}, or to a disability or consumer organisation where you live.
`;
