import type { Report } from "../prepare/parent-process";
import { CarrelClient } from "./carrel-client";
import type { CarrelDatabase } from "./carrel-database";
import { runInParallel } from "./run-in-parallel";

const demoStudent = "student@carrel.demo";
const demoTeacher = "teacher@carrel.demo";
const demoPassword = "carrel-demo";

/** Checking a password takes a processor for a moment. */
const signInsAtOnce = 2;

interface SignInsOptions {
  url: string;
  database: CarrelDatabase;
  report: Report;
}

/** Signs people in as a browser does, and closes their connections in the end. */
export class SignIns {
  private readonly clients: CarrelClient[] = [];

  constructor(private readonly options: SignInsOptions) {}

  /** So many students, made where they are missing. */
  async students(count: number): Promise<CarrelClient[]> {
    const emails = await this.options.database.addStudents(count, demoStudent);
    const work = (email: string, index: number) => {
      this.options.report(`student ${index + 1} of ${count} signs in`);
      return this.signIn(email);
    };
    return runInParallel({ items: emails, atOnce: signInsAtOnce, work });
  }

  student(): Promise<CarrelClient> {
    return this.signIn(demoStudent);
  }

  teacher(): Promise<CarrelClient> {
    return this.signIn(demoTeacher);
  }

  /** Nobody: a client without a cookie. */
  stranger(): CarrelClient {
    const client = new CarrelClient(this.options.url);
    this.clients.push(client);
    return client;
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  private async signIn(email: string): Promise<CarrelClient> {
    const client = this.stranger();
    await client.signIn(email, demoPassword);
    return client;
  }
}
