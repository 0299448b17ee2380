export const terms = `# Terms

These are the terms for booking a first call with {practice}. They are short on purpose. If something is unclear, write to {email} before you book.

## What you are booking

A first call is a conversation to find out whether we'd like to work together. It is free, you need no card, and it binds neither of us to anything afterwards. It is not therapy, and we make no diagnosis in it. Sessions that cost money open only after this call, when both of us have said yes, and their price and terms are shown before you agree to them.

## Who can book

You, if you are 18 or over and are booking for yourself. For someone younger, a parent or guardian writes to us first. If the law says we may only work with people in certain places, we ask where you will be, and tell you when that rules a call out.

Please give a name and an address that are yours: everything about your booking goes there.

## Your time

The time is yours as soon as the page says you're booked, and a letter confirms it. Times are shown in your own time zone and in ours.

The letter holds a private link. With it you can see, move or cancel the booking without a password, until the moment named in the letter. So keep the letter to yourself. When a booking moves, the earlier link stops working and a new one is sent.

Cancelling a free call costs nothing, and we don't ask why. If you can't come, please cancel, even late: someone else may be glad of the time. If you miss a call without a word, you can book one more.

We may have to move or cancel too, when we are ill for instance. We'll write to you as soon as we can, and offer another time.

## Not an emergency service

Nobody here watches for messages day and night, and we can't answer urgent ones. If you or someone else might be in danger, call the emergency number where you are. The page “Help now” lists lines that answer at once.

## What we ask of each other

What you say in the call stays with your therapist, apart from what the law obliges us to pass on, such as a serious danger to someone's life. Please don't record the call unless we have both agreed to it.

## When something goes wrong

If this site makes a mistake with your booking, tell us and we'll put it right. We are responsible for our own carelessness as the law of {country} says; nothing here takes away a right that law gives you as a consumer. If we can't settle something between us, the courts of {country} or of the place where you live can.

## If these terms change

Each version has a date. The version you agreed to when you booked stays yours for that booking.
`;
