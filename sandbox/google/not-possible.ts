/** Thrown when a person cannot do now what they were asked to do. */
export class NotPossible extends Error {}
