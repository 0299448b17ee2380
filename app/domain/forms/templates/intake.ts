import type { FormBody } from "#app/values/form-body.ts";

/** What is good to know before the first session, for a practice to make its own. */
export const intake: FormBody = {
  intro:
    "A few questions, so that our first session can begin where you are. You can leave any of them out: we can always talk about it instead.",
  minutes: 8,
  pages: [
    {
      key: "brings",
      title: "What brings you",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "brings",
          kind: "text",
          label: "What brings you here now?",
          why: "A few words are enough. They tell me where to begin.",
          isLong: true,
          isRequired: false,
        },
        {
          key: "different",
          kind: "text",
          label: "What would be different if it helped?",
          why: "So that we both know what we are looking for, and when we are there.",
          isLong: true,
          isRequired: false,
        },
      ],
    },
    {
      key: "before",
      title: "Before now",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "help-before",
          kind: "choice",
          label: "Have you had help with this before?",
          why: "What helped once may help again, and what didn’t need not be repeated.",
          options: [
            { value: "no", label: "No, this is the first time" },
            { value: "past", label: "Yes, earlier" },
            { value: "now", label: "Yes, somebody is helping me now" },
          ],
          isMany: false,
          isRequired: false,
        },
        {
          key: "help-what",
          kind: "text",
          label: "What was it, and what of it helped?",
          isLong: true,
          isRequired: false,
          showIf: { question: "help-before", is: ["past", "now"] },
        },
      ],
    },
    {
      key: "health",
      title: "Your health",
      text: "",
      isSensitive: true,
      parts: [
        {
          key: "medicine",
          kind: "text",
          label: "Is there anything about your health or medicine I should know?",
          why: "Some of it changes how we work, and some of it belongs in a doctor’s hands.",
          isLong: true,
          isRequired: false,
        },
        {
          key: "doctor",
          kind: "text",
          label: "Who is your doctor, if you have one?",
          why: "I would only speak to them if you asked me to.",
          isLong: false,
          isRequired: false,
        },
      ],
    },
    {
      key: "support",
      title: "People and days",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "good",
          kind: "choice",
          label: "What does you good at the moment?",
          options: [
            { value: "people", label: "People" },
            { value: "movement", label: "Moving about" },
            { value: "quiet", label: "Quiet" },
            { value: "work", label: "Work" },
            { value: "other", label: "Something else" },
          ],
          isMany: true,
          isRequired: false,
        },
        {
          key: "anything",
          kind: "text",
          label: "Anything else?",
          isLong: true,
          isRequired: false,
        },
      ],
    },
  ],
};
