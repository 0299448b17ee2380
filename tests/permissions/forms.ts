/** What forms that would be granted say, but for what makes each of them another. */
export const type = {
  description: "Calm.",
  kind: "individual",
  place: "online",
  minutes: "50",
  price: "80",
  bufferBefore: "0",
  bufferAfter: "10",
  step: "30",
  notice: "60",
  horizonDays: "60",
  termsWindow: "1440",
  lateFeePercent: "50",
  refundPercent: "100",
  ageFrom: "18",
  chargeWhen: "after_session",
  rank: "5",
};

export const person = { role: "self", mayEmail: "yes", mayCall: "yes", mayLeaveMessage: "yes" };

export const profile = {
  name: "A Therapist",
  firstName: "A",
  title: "Therapist",
  bio: "",
  specialties: "",
  languages: "",
  zone: "UTC",
  roomUrl: "",
  isPublished: "yes",
};

export const site = {
  lead: "Hello.",
  strapline: "therapists",
  about: "",
  email: "practice@selvage.test",
  address: "",
  replyTime: "soon",
  hue: "moss",
};

export const practice = {
  country: "PT",
  zone: "UTC",
  language: "en-GB",
  clock: "",
  currency: "EUR",
};
