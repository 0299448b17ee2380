export const limits = `# What this site does not do

It is easier to trust something when it says where it ends. This is where {practice}'s site and the software behind it end.

## It doesn't watch for emergencies

No person and no program reads messages the moment they arrive, and nothing scans them for words that sound like danger. A scan would miss most of it and promise what it can't keep. If you might be in danger now, use the lines on the page “Help now”: they answer at once.

## It doesn't decide about you

No score, no diagnosis and no questionnaire here decides whether you get help or from whom. A therapist does that, after talking with you. There is no artificial therapist, and nothing you write is used to train one.

## It doesn't deal with insurers

No claims are sent, no cover is checked, and no insurer has a way in. If yours pays something back, you can ask {practice} for a receipt and send it in yourself.

## It doesn't prescribe

No medicine is prescribed, renewed or recommended here. For that, see a doctor.

## It has no video of its own

Online meetings take place in the therapist's own room with a video service of their choice. This site only carries the link. It can't see, hear or record what you say there.

## It doesn't advertise, and it doesn't follow you

No advertisements, here or elsewhere because you were here. No trackers, no analytics company, no pixels in our letters, no buttons that tell a social network you came. Fonts and pictures come from this server. Two cookies remember your time zone and your choice of light or dark; if you sign in, one more remembers that it is you. That is all they remember.

## It doesn't sell your attention or your data

No newsletter you didn't ask for, no false “only two places left”, no countdown, no stars and reviews. Reviews of therapy ask people to give up the very thing we promise to keep. When a time is shown as open, it is open.

## It doesn't keep you

There is no account to make before a first call, and you can cancel it with one link, without giving a reason. If {practice} is not right for you, you'll hear that plainly, with other places to turn if we know any.

Something you miss, or something here that turns out not to be true? Please tell us: {email}.
`;
