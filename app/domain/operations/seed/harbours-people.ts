import type { Profile } from "./opening.ts";

/** The therapists of the group practice; `inDays` gives the date so many days from today. */
export function harbourTherapists(inDays: (days: number) => string) {
  const ana: Profile = {
    email: "ana@harbour.test",
    intake: true,
    slug: "ana",
    name: "Ana Reyes, LCSW",
    firstName: "Ana",
    title: "Licensed clinical social worker",
    headline: "For loss, big changes, and the first year of anything.",
    bio: `I work with people in the middle of something: a move, a death, a new baby, a job that ended. We start with what this week was like and go from there.

I ask a lot of questions and I give homework, though never much of it. Sessions in English or Spanish, and often a little of both.`,
    specialties: ["Grief", "Life changes", "New parents", "Anxiety"],
    languages: ["English", "Spanish"],
    roomUrl: "https://rooms.demo.test/ana",
    isPublished: true,
    position: 0,
    hours: [
      { weekdays: [1, 2, 3, 4], from: "09:00", until: "13:00" },
      { weekdays: [1, 2, 3, 4], from: "14:00", until: "17:00" },
    ],
    licences: [
      { region: "NY", number: "LCSW-088214", expiresOn: inDays(410) },
      { region: "NJ", number: "44SC061203", expiresOn: inDays(265) },
    ],
  };
  const ben: Profile = {
    email: "ben@harbour.test",
    slug: "ben",
    name: "Ben Okafor, LMFT",
    firstName: "Ben",
    title: "Licensed marriage and family therapist",
    headline: "For couples, families, and arguments that keep coming back.",
    bio: `Most of the people I see come in twos. I don’t take sides, and I don’t keep score; I slow things down until you can hear each other again.

I also see people on their own about the people they love.`,
    specialties: ["Couples", "Families", "Separation", "Communication"],
    languages: ["English", "French"],
    roomUrl: "https://rooms.demo.test/ben",
    isPublished: true,
    position: 1,
    hours: [
      { weekdays: [2, 3, 4, 5], from: "10:00", until: "14:00" },
      { weekdays: [2, 3, 4, 5], from: "15:00", until: "18:00" },
    ],
    licences: [
      { region: "NY", number: "LMFT-002917", expiresOn: inDays(530) },
      { region: "CT", number: "3148", expiresOn: inDays(190) },
    ],
  };
  const chi: Profile = {
    email: "chi@harbour.test",
    intake: true,
    slug: "chi",
    name: "Chi Nguyen, PsyD",
    firstName: "Chi",
    title: "Licensed psychologist",
    headline: "For worry, sleep, and minds that won’t switch off.",
    bio: `I trained in cognitive behavioural therapy and I still like it, because you can see whether it is working. We pick something small, try it, and look at what happened.

Two evenings a week I work late, for people who can’t get away during the day.`,
    specialties: ["Anxiety", "Sleep", "Panic", "Perfectionism"],
    languages: ["English", "Vietnamese"],
    roomUrl: "https://rooms.demo.test/chi",
    perDayCap: 8,
    isPublished: true,
    position: 2,
    hours: [
      { weekdays: [1, 2, 3, 4, 5], from: "08:00", until: "12:00" },
      { weekdays: [1, 3], from: "16:00", until: "20:00" },
    ],
    licences: [
      { region: "NY", number: "021846", expiresOn: inDays(365) },
      { region: "NJ", number: "35SI006519", expiresOn: inDays(365) },
      { region: "CT", number: "4412", expiresOn: inDays(48) },
    ],
  };
  return { ana, ben, chi };
}
