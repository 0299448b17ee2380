import type { FormBody } from "#app/values/form-body.ts";

/** What somebody agrees to before treatment, for a practice to make its own and to have looked at by whoever advises it. */
export const treatmentConsent: FormBody = {
  intro:
    "Before we begin, this is what you can count on, and what I ask of you. Please read it in your own time.",
  minutes: 4,
  pages: [
    {
      key: "treatment",
      title: "Working together",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "about",
          kind: "section",
          title: "What you can count on",
          text: "What you tell me stays with me. I may only break that if somebody is in danger, or if the law makes me, and I would tell you first wherever I can. You can ask about anything we do, say no to any of it, and stop whenever you like.",
        },
        {
          key: "treatment",
          kind: "consent",
          label: "I agree to treatment on these terms",
          text: "I have read how we work together. I know that no result can be promised, that what I say is confidential within the limits of the law, that a record is kept of our sessions, and that I can take this back at any time.",
          purpose: "treatment",
          isRequired: true,
        },
      ],
    },
  ],
};

/** What somebody agrees to before sessions from afar. */
export const telehealthConsent: FormBody = {
  intro:
    "Sessions by video or telephone are a little different from being in one room. Please read what that means.",
  minutes: 3,
  pages: [
    {
      key: "telehealth",
      title: "Sessions from afar",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "about",
          kind: "section",
          title: "What is different",
          text: "A connection can break: then I ring you. Please be somewhere nobody listens, and tell me at the beginning where you are, so that I could send help to the right place. Nothing is recorded.",
        },
        {
          key: "telehealth",
          kind: "consent",
          label: "I agree to sessions by video or telephone",
          text: "I know what is different about sessions from afar, that no connection is perfectly safe, and that I can ask to meet in person, or for the name of somebody I could meet, instead.",
          purpose: "telehealth",
          isRequired: true,
        },
        {
          key: "nearby",
          kind: "text",
          label: "Whom may I ring if we lose each other and I am worried about you?",
          why: "Only then, and only to ask whether you are safe.",
          isLong: false,
          isRequired: false,
        },
      ],
    },
  ],
};
