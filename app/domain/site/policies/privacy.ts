export const privacy = `# Privacy

This page says what {practice} keeps about you when you use this site, why, for how long, and what you can do about it. {practice} is responsible for it. Questions go to {email}, and a person answers.

## If you only read

You can read every page without telling us anything. Your browser's network address reaches our server, as it does with every site; we keep no list of visitors. No advertising, no analytics, no pictures or scripts from other companies.

## If you book a call

We keep:

* your name and e-mail address, and your phone number if you give it;
* the time you chose, your time zone, and later changes to the booking;
* your note, if you leave one. It is stored encrypted, and it is for your therapist alone;
* that you told us you are 18 or over, and where you will be, if we had to ask;
* how you heard of us, if you say so, and the first page of this site you came to;
* which version of this page and of our terms you agreed to.

We use this to hold the time for you, to write to you about it, and to be ready when we speak. That is what the law calls steps taken at your request before a contract. For your note, which may say something about your health, we rely on your consent: you give it by writing the note, and you can take it back.

## If you sign in

A link or a code comes to your address, no password. We keep when you signed in and with what (“Firefox on Windows”), so that you can end it. Addresses typed there are forgotten after a day.

## Cookies

While you read, two, and both are only for you: one remembers your time zone, one remembers light or dark. Asking to sign in sets one that knows this browser for ten minutes; signing in sets one that says it is you, until you sign out. That is why there is no banner.

To keep out machines that try thousands of bookings, forms also count attempts. Your network address is turned into a code that cannot be read back, and the count is dropped soon after.

## Who else handles it

* The company that runs our server stores the data for us.
* Resend, a mail service in the United States, delivers our letters, or our own mail server does. It sees your address and what the letter says. Our letters carry no notes and no tracking.

Nobody else. We don't sell or lend your data, and nothing decides about you automatically.

## How long

We keep a booking while we work together, and afterwards for as long as the rules for our profession in {country} ask. If you only had a first call, or never came to it, write to us and we'll delete it. Nothing is deleted behind our back or yours: a person does it, and tells you.

## What you can ask

You can ask to see what we keep, to have it corrected, to take it with you, to have it deleted, to limit what we do with it, or to object. We answer within a month, and it costs nothing. If you think we've handled your data wrongly, you can complain to the data protection authority in {country}, or where you live.

## If this page changes

Each version has a date. Your booking keeps the version you agreed to.
`;
