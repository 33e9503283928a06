/** The worker answered, and says what kept it from doing what it was asked, as the browser or its own code put it. */
export class WorkerFault extends Error {}
